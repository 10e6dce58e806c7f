package io.quarkiverse.daprinvoke.test.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.rest.PassThrough;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawClient;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * A response that is passed through has the status, the body and the headers of the body, and no internal details.
 */
class PassThroughTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Proxy.class);

    private final RawSidecar sidecar = SharedSidecar.get();

    @TestHTTPResource
    URI app;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Multi<Buffer>> stream;

    @Path("/proxy")
    public static class Proxy {

        @Inject
        @DaprInvoke(appId = "shop", methodName = "m")
        Emitter<String> emitter;

        @Inject
        @DaprInvoke(appId = "shop", methodName = "m")
        RequestEmitter<String, JsonObject> typed;

        @Inject
        @DaprInvoke(appId = "shop", methodName = "m")
        RequestEmitter<String, InvokeResponse<JsonObject>> requests;

        @POST
        @Path("/plain")
        public Uni<Response> plain(String body) {
            return emitter.exchange(body).map(PassThrough::response);
        }

        @POST
        @Path("/typed")
        @Produces("text/css")
        public Uni<Response> typed(String body) {
            return typed.exchange(body).map(PassThrough::response);
        }

        @POST
        @Path("/requests")
        @Produces("text/css")
        public Uni<Response> requests(String body) {
            return requests.request(body).map(PassThrough::response);
        }

        @POST
        @Path("/more")
        public Uni<Response> more(String body) {
            return emitter.exchange(body)
                    .map(response -> Response.fromResponse(PassThrough.response(response)).header("x-more", "1").build());
        }
    }

    @ParameterizedTest
    @CsvSource({ "plain,200", "plain,201", "plain,409", "plain,500", "plain,599", "typed,200", "typed,404", "typed,503",
            "requests,200", "requests,202" })
    void statusBodyAndContentTypeArePassedOn(String form, int status) {
        sidecar.answer(RawSidecar.reply(status, "application/vnd.shop+json;v=\"1\"", "{\"a\": 1}\n"));
        RawClient.Response response = RawClient.post(app, "/proxy/" + form);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("content-type")).containsExactly("application/vnd.shop+json;v=\"1\"");
        // As it came, and not as JSON that was read and written again
        assertThat(response.body()).isEqualTo("{\"a\": 1}\n");
    }

    @Test
    void whatDescribesTheBodyIsPassedOnAndNothingElse() {
        sidecar.answer(RawSidecar.raw("""
                HTTP/1.1 200 OK\r
                Content-Type: text/csv\r
                Content-Encoding: gzip\r
                Content-Language: de\r
                Content-Disposition: attachment; filename="a.csv"\r
                Cache-Control: no-cache\r
                Cache-Control: private\r
                ETag: "1"\r
                Expires: 0\r
                Last-Modified: Sat, 28 Nov 2026 18:00:00 GMT\r
                Vary: accept\r
                Retry-After: 7\r
                Content-Security-Policy: default-src 'none'\r
                X-Frame-Options: DENY\r
                Set-Cookie: secret=1\r
                Location: http://10.0.0.1/secret\r
                Server: secret\r
                Connection: keep-alive, x-hop\r
                X-Hop: secret\r
                Proxy-Authenticate: secret\r
                Strict-Transport-Security: secret\r
                Access-Control-Allow-Origin: *\r
                Dapr-Http-Status: secret\r
                Traceparent: secret\r
                X-Own: secret\r
                Content-Length: 3\r
                \r
                """, "abc".getBytes()));
        RawClient.Response response = RawClient.post(app, "/proxy/plain");
        assertThat(response.headers()).containsExactlyInAnyOrder("content-type: text/csv", "content-encoding: gzip",
                "content-language: de", "content-disposition: attachment; filename=\"a.csv\"", "cache-control: no-cache",
                "cache-control: private", "etag: \"1\"", "expires: 0", "last-modified: Sat, 28 Nov 2026 18:00:00 GMT",
                "vary: accept", "retry-after: 7", "content-security-policy: default-src 'none'", "x-frame-options: DENY",
                "x-content-type-options: nosniff", "content-length: 3");
        assertThat(response.body()).isEqualTo("abc");
    }

    @ParameterizedTest
    @CsvSource({ "plain,200", "plain,204", "plain,404", "typed,200", "typed,204" })
    void nothingStaysNothing(String form, int status) {
        sidecar.answer(
                RawSidecar.raw("HTTP/1.1 " + status + " X\r\n" + (status == 204 ? "" : "Content-Length: 0\r\n") + "\r\n"));
        RawClient.Response response = RawClient.post(app, "/proxy/" + form);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
        assertThat(response.header("content-type")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Content-Type: \r\n", "Content-Type: garbage\r\n", "Content-Type: a/b/c;;=\r\n",
            "Content-Type: text/html;charset\r\n" })
    void aBodyWithoutAContentTypeIsBytes(String contentType) {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 404 X\r\n" + contentType + "Content-Length: 3\r\n\r\n", "abc".getBytes()));
        for (String form : new String[] { "plain", "typed" }) {
            RawClient.Response response = RawClient.post(app, "/proxy/" + form);
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.body()).isEqualTo("abc");
            assertThat(response.header("content-type")).hasSize(1);
            assertThat(response.header("x-content-type-options")).containsExactly("nosniff");
        }
    }

    @Test
    void moreHeadersAreAdded() {
        sidecar.answer(RawSidecar.reply(201, "text/plain", "abc"));
        RawClient.Response response = RawClient.post(app, "/proxy/more");
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.header("x-more")).containsExactly("1");
        assertThat(response.header("content-type")).containsExactly("text/plain");
        assertThat(response.body()).isEqualTo("abc");
    }

    @Test
    void aStreamIsRefusedAndNotLost() {
        sidecar.answer(RawSidecar.ok("abc"));
        InvokeResponse<Multi<Buffer>> response = Calls.item(stream.exchange());
        assertThatIllegalArgumentException().isThrownBy(() -> PassThrough.response(response)).withMessage(
                "A streamed response is not held in memory, so it cannot be passed on as a Response. Return RestMulti");
        Calls.item(response.body().collect().asList());
    }
}
