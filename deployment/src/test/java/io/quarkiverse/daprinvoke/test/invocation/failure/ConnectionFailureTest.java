package io.quarkiverse.daprinvoke.test.invocation.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * A connection that cannot be opened, is lost or carries no HTTP: before a response began the sidecar is unavailable,
 * afterwards the response was cut short. Nothing is sent again.
 */
class ConnectionFailureTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app().overrideRuntimeConfigKey("nobody", SharedSidecar.nobody())
            // So that the next call goes over the same connection, if that is still open
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "put")
    RequestEmitter<String, String> emitter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "put", daprAddress = "${nobody}/base")
    RequestEmitter<String, String> toNobody;

    private static void assertUnreachable(String address, Uni<?> call, String problem) {
        SidecarUnavailableException failure = Calls.failure(SidecarUnavailableException.class, call);
        assertThat(failure)
                .hasMessageStartingWith("The Dapr sidecar at " + address + " could not be reached for PUT shop/m: " + problem);
        assertThat(failure.getCause()).isNotNull();
        assertThat(failure.mayHaveBeenSent()).isFalse();
        Calls.assertTarget(failure, "PUT", "shop", "m");
    }

    private static void assertLost(String address, Uni<?> call, String problem) {
        SidecarUnavailableException failure = Calls.failure(SidecarUnavailableException.class, call);
        assertThat(failure).hasMessageStartingWith("The connection to the Dapr sidecar at " + address
                + " was lost before the response to PUT shop/m: " + problem);
        assertThat(failure.getCause()).isNotNull();
        assertThat(failure.mayHaveBeenSent()).isTrue();
        Calls.assertTarget(failure, "PUT", "shop", "m");
    }

    private void assertOneRequestOnly() {
        sidecar.next();
        assertThat(sidecar.pending()).isZero();
        sidecar.answer(RawSidecar.ok("ok"));
        Calls.assertNothingSentBefore(emitter.send("later"), "PUT /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    private static RawSidecar.Answer thenHangUp(String head, String body) {
        return (request, out) -> {
            RawSidecar.raw(head, body.getBytes()).to(request, out);
            return false;
        };
    }

    @Test
    void nobodyListens() {
        assertUnreachable(SharedSidecar.nobody() + "/base", toNobody.request("x"), "Connection refused");
        assertUnreachable(SharedSidecar.nobody() + "/base", toNobody.send("x"), "Connection refused");
        assertUnreachable(SharedSidecar.nobody() + "/base", toNobody.exchange(InvokeMethodParameters.of("x")),
                "Connection refused");
        assertThat(Calls.failure(SidecarUnavailableException.class, toNobody.send("x")).getCause())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void aNewConnectionIsClosedBeforeTheResponse() {
        sidecar.answer(RawSidecar.hangUp());
        assertLost(sidecar.url(), emitter.request("x"), "Connection was closed");
        assertOneRequestOnly();
    }

    @Test
    void aKeptConnectionIsClosedBeforeTheResponse() {
        sidecar.answer(RawSidecar.ok("ok"));
        int connection = Calls.sent(emitter.send("x")).connection();
        sidecar.answer(RawSidecar.hangUp());
        assertLost(sidecar.url(), emitter.request("x"), "Connection was closed");
        assertThat(sidecar.next().connection()).isEqualTo(connection);
        assertThat(sidecar.pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = { "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n", "HTTP/1.1 200", "HTTP" })
    void theConnectionIsClosedInsideTheHeadOfTheResponse(String head) {
        sidecar.answer(thenHangUp(head, ""));
        assertLost(sidecar.url(), emitter.request("x"), "");
        assertOneRequestOnly();
    }

    @ParameterizedTest
    @ValueSource(strings = { "this is no HTTP at all\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 abc X\r\n\r\n",
            "HTTP/1.1 \u001B[1m\0\u007F\rX-Evil: 1 X\r\n\r\n", "HTTP/1.1 200 OK\r\nBad\u007FName: a\r\n\r\n",
            "HTTP/1.1 200 OK\r\nName: a\0b\rc\r\n\r\n" })
    void whatAnswersIsNoHttp(String garbage) {
        sidecar.answer(thenHangUp(garbage, ""));
        SidecarUnavailableException failure = Calls.failure(SidecarUnavailableException.class, emitter.request("x"));
        assertThat(failure).hasMessageStartingWith("The server at " + sidecar.url()
                + " sent an invalid HTTP response to PUT shop/m: ");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.getMessage()).doesNotContainPattern("\\p{Cc}");
        }
        assertThat(failure.mayHaveBeenSent()).isTrue();
        Calls.assertTarget(failure, "PUT", "shop", "m");
        assertOneRequestOnly();
    }

    @Test
    void whatAnswersIsNotEvenText() {
        sidecar.answer(thenHangUp("\0\1\2\3\r\n\r\n", ""));
        assertLost(sidecar.url(), emitter.request("x"), "");
        assertOneRequestOnly();
    }

    @ParameterizedTest
    @ValueSource(strings = { "Content-Length: 100\r\n\r\nten bytes.", "Content-Length: 100\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\na\r\nten bytes.\r\n", "Transfer-Encoding: chunked\r\n\r\na\r\nten",
            "Transfer-Encoding: chunked\r\n\r\na\r\nten bytes.\r\nno size\r\n" })
    void theConnectionIsClosedInsideTheBody(String response) {
        sidecar.answer(thenHangUp("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n", response));
        for (Uni<?> call : new Uni<?>[] { emitter.request("x"), emitter.send("x"),
                emitter.exchange(InvokeMethodParameters.of("x")) }) {
            IncompleteResponseException failure = Calls.failure(IncompleteResponseException.class, call);
            assertThat(failure).hasMessage("The response to PUT shop/m (status 200) was cut short");
            assertThat(failure.getCause()).isNotNull();
            assertThat(failure.statusCode()).isEqualTo(200);
            assertThat(failure.contentType()).isEqualTo("text/plain");
            Calls.assertTarget(failure, "PUT", "shop", "m");
            assertOneRequestOnly();
            sidecar.answer(thenHangUp("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n", response));
        }
    }

    @Test
    void theConnectionIsClosedInsideTheBodyOfAnUnwantedStatus() {
        sidecar.answer(thenHangUp("HTTP/1.1 503 X\r\nContent-Length: 100\r\n\r\n", "ten bytes."));
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class, emitter.request("x"));
        assertThat(failure).hasMessage("PUT shop/m was answered with status 503");
        assertThat(failure.statusCode()).isEqualTo(503);
        assertThat(failure.body().toString()).isEqualTo("ten bytes.");
        assertOneRequestOnly();
    }
}
