package io.quarkiverse.daprinvoke.test.invocation.reply;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * The head of a response may be large, but not of any size.
 */
class LargeHeadTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            // So that the next call needs the place of the one before
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-wait-queue-size", "0");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, InvokeResponse<String>> emitter;

    private static RawSidecar.Answer withHeaders(int status, String headers) {
        return RawSidecar.raw("HTTP/1.1 " + status + " X\r\n" + headers + "Content-Length: 2\r\n\r\n", "ok".getBytes());
    }

    @Test
    void aLargeHeaderIsRead() {
        String value = "x".repeat(20 * 1024);
        sidecar.answer(withHeaders(200, "X-Large: " + value + "\r\n"));
        InvokeResponse<String> response = Calls.item(emitter.request());
        assertThat(response.headers().get("x-large")).isEqualTo(value);
        assertThat(response.body()).isEqualTo("ok");
        sidecar.answer(withHeaders(500, "X-Large: " + value + "\r\n"));
        assertThat(Calls.failure(InvocationStatusException.class, emitter.send()).headers().get("x-large")).isEqualTo(value);
    }

    @Test
    void manyHeadersAreRead() {
        StringBuilder headers = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            headers.append("X-").append(i).append(": ").append("x".repeat(90)).append("\r\n");
        }
        sidecar.answer(withHeaders(200, headers.toString()));
        InvokeResponse<String> response = Calls.item(emitter.request());
        assertThat(response.headers().get("x-599")).isEqualTo("x".repeat(90));
        assertThat(response.body()).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(ints = { 65 * 1024, 1024 * 1024 })
    void headersOfMoreThan64KibFailTheCall(int length) {
        sidecar.answer(withHeaders(200, "X-Large: " + "x".repeat(length) + "\r\n"));
        assertUnreadable("HTTP header is larger than 65536 bytes.");
        sidecar.answer(withHeaders(200, ("X-Small: " + "x".repeat(100) + "\r\n").repeat(length / 100)));
        assertUnreadable("HTTP header is larger than 65536 bytes.");
    }

    @Test
    void aStatusLineOfMoreThan64KibFailsTheCall() {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 200 " + "x".repeat(65 * 1024) + "\r\nContent-Length: 0\r\n\r\n"));
        assertUnreadable("An HTTP line is larger than 65536 bytes.");
    }

    private void assertUnreadable(String reason) {
        for (Uni<?> call : new Uni<?>[] { emitter.request(), emitter.send() }) {
            SidecarUnavailableException failure = Calls.failure(SidecarUnavailableException.class, call);
            assertThat(failure).hasMessage("The server at " + sidecar.url()
                    + " sent an invalid HTTP response to POST shop/m: " + reason);
            assertThat(failure.getCause()).isNotNull();
            Calls.assertTarget(failure, "POST", "shop", "m");
            sidecar.awaitClosed(sidecar.next().connection());
        }
        sidecar.answer(withHeaders(200, ""));
        assertThat(Calls.item(emitter.request()).body()).isEqualTo("ok");
    }
}
