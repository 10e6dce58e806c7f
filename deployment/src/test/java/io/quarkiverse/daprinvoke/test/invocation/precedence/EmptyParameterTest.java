package io.quarkiverse.daprinvoke.test.invocation.precedence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An empty string is a value, and a wrong one, not a way to say nothing.
 */
class EmptyParameterTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @BeforeEach
    void answer() {
        SharedSidecar.get().answer(RawSidecar.ok(""));
    }

    private void assertRefused(InvokeMethodParameters<String> parameters, String rule) {
        String message = "The target of the call is invalid: " + rule;
        InvalidInvocationTargetException failure = Calls.failure(InvalidInvocationTargetException.class,
                emitter.send(parameters));
        assertThat(failure).hasMessage(message);
        Calls.assertTarget(failure, "POST", "shop", "m");
        assertThat(Calls.failure(InvalidInvocationTargetException.class, emitter.request(parameters))).hasMessage(message);
        assertThat(Calls.failure(InvalidInvocationTargetException.class, emitter.exchange(parameters))).hasMessage(message);
        Calls.assertNothingSentBefore(emitter.send(InvokeMethodParameters.of("x").methodName("later")),
                "POST /v1.0/invoke/shop/method/later HTTP/1.1");
    }

    @Test
    void anEmptyAppIdIsRefused() {
        assertRefused(InvokeMethodParameters.of("x").appId(""), "an app ID must be a name, optionally followed by a dot and a "
                + "namespace, without white space, control characters or any of / \\ ? # % +");
    }

    @Test
    void anEmptyMethodNameIsRefused() {
        assertRefused(InvokeMethodParameters.of("x").methodName(""),
                "a method name must not be empty; a lone '/' invokes the root of the application");
    }

    @Test
    void anEmptyVerbIsRefused() {
        assertRefused(InvokeMethodParameters.of("x").httpVerb(""),
                "the HTTP verb must be GET, HEAD, POST, PUT, DELETE, OPTIONS, TRACE or PATCH");
    }

    @Test
    void anEmptyContentTypeIsRefusedAtOnce() {
        assertThatThrownBy(() -> InvokeMethodParameters.of("x").contentType(""))
                .isExactlyInstanceOf(IllegalArgumentException.class).hasMessage("The content type must not be empty");
    }
}
