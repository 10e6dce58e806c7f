package io.quarkiverse.daprinvoke.test.placeholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A placeholder without a value, outside of any request.
 */
class MissingValueTest {

    private static final String MESSAGE = "The placeholder {id} has no value: set it with "
            + "InvokeMethodParameters.binding(\"id\", ..), or make the call within a Quarkus REST request that has a path "
            + "parameter of that name";

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @Inject
    @DaprInvoke(appId = "orders", methodName = "v{version}/{id}", httpVerb = "put")
    Emitter<String> emitter;

    private final InvokeMethodParameters<String> call = InvokeMethodParameters.of("hello").binding("version", "1");

    @Test
    void failsTheCallAndNothingIsSent() {
        assertNothingIsSent();
    }

    @Test
    @ActivateRequestContext
    void aRequestContextAloneIsNoRequest() {
        assertNothingIsSent();
    }

    private void assertNothingIsSent() {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        assertThatThrownBy(() -> emitter.send(call).await().indefinitely())
                .isInstanceOfSatisfying(InvalidInvocationTargetException.class, failure -> {
                    assertThat(failure.appId()).isEqualTo("orders");
                    assertThat(failure.methodName()).isEqualTo("v{version}/{id}");
                    assertThat(failure.httpVerb()).isEqualTo("put");
                })
                .hasMessage(MESSAGE);
        // The first to arrive is this one, so nothing went before it
        emitter.send(call.binding("id", "42")).await().indefinitely();
        assertThat(sidecar.next().requestLine()).isEqualTo("PUT /v1.0/invoke/orders/method/v1/42 HTTP/1.1");
    }
}
