package io.quarkiverse.daprinvoke.test.invocation.reply;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A response that is held in memory must not be larger than the configured maximum. A discarded response can be larger.
 */
class ReplySizeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-response-size", "1K")
            // So that the next call goes over the same connection, if that is still open
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, String> text;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, InvokeResponse<Void>> nothing;

    /** A body in chunks of 100 bytes. */
    private static RawSidecar.Answer chunked(int status, int length) {
        String chunks = ("64\r\n" + "x".repeat(100) + "\r\n").repeat(length / 100)
                + (length % 100 == 0 ? "" : Integer.toHexString(length % 100) + "\r\n" + "x".repeat(length % 100) + "\r\n");
        return RawSidecar.raw("HTTP/1.1 " + status + " X\r\nTransfer-Encoding: chunked\r\n\r\n",
                (chunks + "0\r\n\r\n").getBytes());
    }

    private void assertTooLarge() {
        ResponseDecodingException failure = Calls.failure(ResponseDecodingException.class, text.request());
        assertThat(failure).hasMessage("The response to POST shop/m (status 200) "
                + "is larger than quarkus.dapr-invoke.max-response-size allows (1024 bytes)");
        assertThat(failure.statusCode()).isEqualTo(200);
        Calls.assertTarget(failure, "POST", "shop", "m");
    }

    @Test
    void aReplyOfTheMaximumIsRead() {
        sidecar.answer(RawSidecar.ok("x".repeat(1024)));
        assertThat(Calls.item(text.request())).isEqualTo("x".repeat(1024));
        sidecar.answer(chunked(200, 1024));
        assertThat(Calls.item(text.request())).isEqualTo("x".repeat(1024));
    }

    @Test
    void aLargerOneFailsTheCall() {
        sidecar.answer(RawSidecar.ok("x".repeat(1025)));
        assertTooLarge();
        sidecar.answer(chunked(200, 1025));
        assertTooLarge();
        sidecar.answer(chunked(200, 200_000));
        assertTooLarge();
    }

    @Test
    void theRestOfALargerOneIsNotWaitedFor() {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(1025)));
        assertTooLarge();
        sidecar.awaitClosed(sidecar.next().connection());
    }

    @Test
    void aLargerOneFailsAnExchangeToo() {
        sidecar.answer(RawSidecar.reply(404, "text/plain", "x".repeat(2000)));
        assertThat(Calls.failure(ResponseDecodingException.class, text.exchange(InvokeMethodParameters.of(null))))
                .hasMessage("The response to POST shop/m (status 404) "
                        + "is larger than quarkus.dapr-invoke.max-response-size allows (1024 bytes)");
    }

    @Test
    void theNextCallWorks() {
        sidecar.answer(RawSidecar.ok("x".repeat(5000)));
        assertTooLarge();
        sidecar.answer(RawSidecar.ok("ok"));
        assertThat(Calls.item(text.request())).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(ints = { 1025, 100_000, 5_000_000 })
    void whatIsDiscardedMayBeOfAnySize(int length) {
        sidecar.answer(chunked(200, length));
        assertThat(Calls.item(text.send())).isNull();
        assertThat(Calls.item(nothing.request()).statusCode()).isEqualTo(200);
        sidecar.answer(RawSidecar.ok("x".repeat(length)));
        assertThat(Calls.item(text.send())).isNull();
        int connection = sidecar.next().connection();
        sidecar.answer(RawSidecar.ok("ok"));
        assertThat(Calls.item(text.request())).isEqualTo("ok");
        assertThat(sidecar.next().connection()).isEqualTo(connection);
    }

    @Test
    void theBodyOfAnUnwantedStatusIsCutToTheMaximum() {
        sidecar.answer(RawSidecar.reply(500, "text/plain", "x".repeat(5000)));
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class, text.request());
        assertThat(failure.statusCode()).isEqualTo(500);
        assertThat(failure.body().toString()).isEqualTo("x".repeat(1024));
        sidecar.answer(chunked(500, 5000));
        assertThat(Calls.failure(InvocationStatusException.class, text.send()).body().toString())
                .isEqualTo("x".repeat(1024));
    }
}
