package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.deployment.devservices.inprocess.InProcessSidecar;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;

/**
 * A page in a browser reaches neither the applications nor the stubs of a test, with any request that the browser can send.
 */
class ForeignRequestsTest extends SidecarTestBase {

    private static final List<String> PATHS = List.of("/v1.0/invoke/orders/method/create", "/v1.0/healthz",
            "/quarkus-dapr-invoke/v1/test?process=1&thread=1", "/");

    @Override
    InProcessSidecar sidecar(AppDirectory apps) {
        return new InProcessSidecar(apps, true);
    }

    private int port() {
        return Integer.parseInt(sidecar.getConnectionInfo().substring("http://127.0.0.1:".length()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Host: evil.example", "Host: evil.example:<port>", "Host: 127.0.0.1", "Host: localhost",
            "Host: localhost:1", "Host: localhost.:<port>", "Host: localhost.evil.example:<port>", "Host: x@localhost:<port>",
            "Host: 127.0.0.2:<port>", "Host: 0.0.0.0:<port>", "Host: [::]:<port>", "Host: 127.1:<port>", "Host:", "X: no host",
            "Host: localhost:<port>|Host: evil.example", "Host: localhost:<port>|Host: localhost:<port>",
            "Host: localhost:<port>|Origin: http://localhost:<port>", "Host: localhost:<port>|Origin: null",
            "Host: localhost:<port>|Origin: https://evil.example", "Host: localhost:<port>|ORIGIN:",
            "Host: localhost:<port>|Sec-Fetch-Site: cross-site", "Host: localhost:<port>|Sec-Fetch-Site: same-site",
            "Host: localhost:<port>|Sec-Fetch-Site: none|Sec-Fetch-Site: cross-site",
            "Host: localhost:<port>|Sec-Fetch-Site: whatever" })
    void requestThatAPageMayHaveCausedIsRefused(String headers) throws IOException {
        for (String path : PATHS) {
            for (String verb : List.of("GET", "POST", "OPTIONS")) {
                assertRefused(exchange(verb + " " + path + " HTTP/1.1", headers));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://evil.example/v1.0/healthz", "http://evil.example:<port>/v1.0/healthz",
            "http://localhost:<port>@evil.example/v1.0/healthz", "http://evil.example:<port>", "x://evil.example/v1.0/healthz",
            "http:///v1.0/healthz", "http://%/v1.0/healthz" })
    void authorityOfTheTargetCountsAsWell(String target) throws IOException {
        assertRefused(exchange("GET " + target + " HTTP/1.1", "Host: localhost:<port>"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Host: 127.0.0.1:<port>", "Host: localhost:<port>", "Host: LocalHost:<port>", "host: [::1]:<port>",
            "Host: localhost:<port>|Sec-Fetch-Site: none", "Host: localhost:<port>|Sec-Fetch-Site: same-origin",
            "Host: localhost:<port>|User-Agent: curl/8.5.0|Accept: */*",
            "Host: localhost:<port>|Referer: http://example.org/" })
    void requestOfAProgramOrByHandIsServed(String headers) throws IOException {
        assertThat(exchange("GET /v1.0/healthz HTTP/1.1", headers).get(0)).isEqualTo("HTTP/1.1 204 No Content");
        try (WireConnection caller = caller()) {
            caller.sendHead(head("GET " + INVOKE + "/find HTTP/1.1", headers));
            try (WireConnection called = orders.accept()) {
                assertThat(called.readHead()).first().isEqualTo("GET /find HTTP/1.1");
                called.sendHead("HTTP/1.1 200 OK", "Content-Length: 2");
                called.send("ok");
            }
            assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void refusedRequestForATestChangesNothing() throws IOException {
        TestSteering test = new TestSteering(sidecar);
        test.begin();
        exchange("POST " + PATHS.get(2) + " HTTP/1.1", "Host: localhost:<port>|Origin: https://evil.example|"
                + TestSteering.secret());
        exchange("POST " + INVOKE + "/create HTTP/1.1", "Host: evil.example");
        assertThat(test.calls()).isEmpty();
        test.end();
    }

    @Test
    void authorityOfHttp2CountsAsWell() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            HttpClient client = vertx.createHttpClient(new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false));
            for (Map.Entry<String, Integer> expected : Map.of("evil.example", 403, "127.0.0.1", 204, "LOCALHOST", 204,
                    "127.0.0.2", 403).entrySet()) {
                assertThat(statusInHttp2(client, expected.getKey(), Map.of())).isEqualTo(expected.getValue());
            }
            assertThat(statusInHttp2(client, "localhost", Map.of("origin", "null"))).isEqualTo(403);
            assertThat(statusInHttp2(client, "localhost", Map.of("sec-fetch-site", "cross-site"))).isEqualTo(403);
            assertThatThrownBy(() -> statusInHttp2(client, "localhost", Map.of("host", "evil.example")))
                    .hasRootCauseInstanceOf(StreamResetException.class);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void authorityOfTheTargetCountsInHttp2AsWell(boolean upgraded) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            HttpClient client = vertx.createHttpClient(new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(upgraded));
            assertThat(status(client, "localhost", "http://evil.example/v1.0/healthz", Map.of())).isEqualTo(403);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private int statusInHttp2(HttpClient client, String authority, Map<String, String> headers) throws Exception {
        return status(client, authority, "/v1.0/healthz", headers);
    }

    private int status(HttpClient client, String authority, String target, Map<String, String> headers) throws Exception {
        RequestOptions options = new RequestOptions().setServer(SocketAddress.inetSocketAddress(port(), "127.0.0.1"))
                .setHost("127.0.0.1").setPort(port()).setMethod(HttpMethod.GET).setURI(target);
        return client.request(options).compose(request -> {
            request.authority(HostAndPort.create(authority, port()));
            headers.forEach(request::putHeader);
            return request.send();
        }).map(response -> response.statusCode()).toCompletionStage().toCompletableFuture().get();
    }

    private static void assertRefused(List<String> answer) {
        assertThat(answer.get(0)).isIn("HTTP/1.1 403 Forbidden", "HTTP/1.1 400 Bad Request");
        assertThat(answer).last().asString()
                .startsWith("{\"errorCode\":\"ERR_FOREIGN_REQUEST\",\"message\":\"The Dapr sidecar of "
                        + "dev and test mode refuses the request: ")
                .doesNotContain("evil");
    }

    /** @return the head of the answer, and its body */
    private List<String> exchange(String request, String headers) throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead(head(request, headers + "|Content-Length: 0|Connection: close"));
            List<String> answer = new ArrayList<>(caller.readHead());
            answer.add(caller.readToEnd());
            return answer;
        }
    }

    private String[] head(String request, String headers) {
        return (request + "|" + headers).replace("<port>", String.valueOf(port())).split("\\|");
    }
}
