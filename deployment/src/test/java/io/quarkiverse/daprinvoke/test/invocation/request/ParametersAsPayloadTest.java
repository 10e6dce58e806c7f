package io.quarkiverse.daprinvoke.test.invocation.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * An emitter of Object takes parameters of any type for what they are, although its methods for payloads take them too.
 */
class ParametersAsPayloadTest {

    private static final InvokeMethodParameters<String> PARAMETERS = InvokeMethodParameters.of("text").header("X-One", "1")
            .methodName("other");

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @Inject
    @DaprInvoke(appId = "app", methodName = "foo")
    RequestEmitter<Object, String> emitter;

    @BeforeEach
    void answer() {
        SharedSidecar.get().answer(RawSidecar.ok("answer"));
    }

    @Test
    void send() {
        assertSent(emitter.send(PARAMETERS));
    }

    @Test
    void request() {
        assertSent(emitter.request(PARAMETERS));
    }

    @Test
    void sendAndAwait() {
        assertSent(Uni.createFrom().item(() -> {
            emitter.sendAndAwait(PARAMETERS);
            return "sent";
        }));
    }

    private static void assertSent(Uni<?> call) {
        RawSidecar.Request request = Calls.sent(call);
        assertThat(request.requestLine()).isEqualTo("POST /v1.0/invoke/app/method/other HTTP/1.1");
        assertThat(request.header("x-one")).containsExactly("1");
        assertThat(request.text()).isEqualTo("text");
    }
}
