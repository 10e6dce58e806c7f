package io.quarkiverse.daprinvoke.test.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.RawClient;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Uni;

/**
 * The response to the client of a resource for a status of the called application, with one value of
 * {@code quarkus.dapr-invoke.rest.pass-through-status}.
 */
abstract class PassThroughStatus {

    private final RawSidecar sidecar = SharedSidecar.get();

    @TestHTTPResource
    URI app;

    @Path("/proxy")
    public static class Proxy {

        @Inject
        @DaprInvoke(appId = "shop", methodName = "m")
        RequestEmitter<String, String> emitter;

        @POST
        public Uni<String> run(String body) {
            return emitter.request(body);
        }
    }

    RawClient.Response answered(RawSidecar.Answer answer) {
        sidecar.answer(answer);
        return RawClient.post(app, "/proxy");
    }

    void assertPassedOn(int status) {
        RawClient.Response response = answered(RawSidecar.raw("HTTP/1.1 " + status + " X\r\nContent-Type: text/csv\r\n"
                + "Set-Cookie: secret\r\nServer: secret\r\nConnection: keep-alive\r\nLocation: /secret\r\nRetry-After: 7\r\n"
                + "Content-Encoding: br\r\nContent-Length: 3\r\n\r\n", "a,b".getBytes()));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers()).containsExactlyInAnyOrder("content-type: text/csv", "retry-after: 7",
                "content-encoding: br", "x-content-type-options: nosniff", "content-length: 3");
        assertThat(response.body()).isEqualTo("a,b");
    }

    void assertKept(RawSidecar.Answer answer) {
        RawClient.Response response = answered(answer);
        assertThat(response.status()).isEqualTo(502);
        assertThat(response.header("content-type")).containsExactly("application/problem+json");
        assertThat(response.body()).isEqualTo(
                "{\"title\":\"Bad Gateway\",\"status\":502,\"detail\":\"The invocation of another application failed\"}");
    }

    void assertKept(int status) {
        assertKept(RawSidecar.reply(status, "text/plain", "secret"));
    }

    /** Each looks like a status of the called application, but is about the connection to it. */
    void assertKeepsWhatTheSidecarSays() {
        assertKept(RawSidecar.json(500, "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"failed to invoke, id: secret\"}"));
        assertKept(RawSidecar.json(403, "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"access control: secret\"}"));
        assertKept(RawSidecar.json(404, "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"secret\"}"));
        assertKept(RawSidecar.reply(401, "text/plain", "invalid api token\n"));
        for (int status : new int[] { 407, 408, 421, 426, 431 }) {
            assertKept(status);
        }
        assertThat(answered(RawSidecar.hangUp()).status()).isEqualTo(503);
    }

    /** With another body the length of the head would not be true. */
    void assertReplacesABodyThatIsNotComplete(int status, String title) {
        RawClient.Response response = answered(RawSidecar.reply(status, "text/plain", "x".repeat(64 * 1024 + 1)));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("content-type")).containsExactly("application/problem+json");
        assertThat(response.body()).isEqualTo("{" + title + "\"status\":" + status
                + ",\"detail\":\"The invoked application returned this status\"}");
    }
}
