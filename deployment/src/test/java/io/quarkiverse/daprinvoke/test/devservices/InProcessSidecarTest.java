package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.deployment.devservices.inprocess.InProcessSidecar;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The responses of the sidecar itself, the applications that it calls, and that it leaves nothing behind.
 */
class InProcessSidecarTest {

    private static final String NOT_AN_INVOCATION = "{\"errorCode\":\"ERR_DIRECT_INVOKE\","
            + "\"message\":\"failed getting app id either from the URL path or the header dapr-app-id\"}";

    @ParameterizedTest
    @ValueSource(strings = { "/v1.0/healthz", "/v1.0/healthz/outbound", "/v1.0/healthz?appid=shop" })
    void isHealthy(String path) throws IOException {
        try (InProcessSidecar sidecar = start(Map.of())) {
            Answer answer = call(sidecar, "GET", path);
            assertThat(answer.head()).containsExactly("HTTP/1.1 204 No Content", "connection: close");
            assertThat(answer.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET /v1.0/invoke/orders", "POST /v1.0/invoke/orders/", "POST /v1.0/invoke/orders/method",
            "POST /v1.0/invoke//method/create", "POST /v1.0/invoke", "POST /v1.0/invoke/a/../orders/method/create",
            "POST /v1.0/state/store", "GET /v1.0/metadata", "POST /v1.0/healthz", "GET /", "OPTIONS *",
            "GET /v1.1/invoke/orders/method/create", "CONNECT orders:80" })
    void whatIsNotAnInvocationIsNotFound(String request) throws IOException {
        try (WireTarget orders = new WireTarget(); InProcessSidecar sidecar = start(Map.of("orders", orders.url()))) {
            Answer answer = call(sidecar, request.split(" ")[0], request.split(" ")[1]);
            assertThat(answer.head()).first().isEqualTo("HTTP/1.1 404 Not Found");
            assertThat(answer.head()).contains("content-type: application/json");
            assertThat(answer.body()).isEqualTo(NOT_AN_INVOCATION);
        }
    }

    @ParameterizedTest
    @CsvSource({ "orders,orders", "Shop,Shop", "a%2Fb,a/b", "a+b,a+b", "orders.prod,orders.prod", "%zz,%zz",
            "http%3A%2F%2F127.0.0.1%3A9,http://127.0.0.1:9", "https%3A%2F%2Fh%2Fapi%2Fv1,https://h/api/v1" })
    void unknownApplicationIsAnErrorThatNamesTheProperty(String sent, String appId) throws IOException {
        try (InProcessSidecar sidecar = start(Map.of("other", "http://localhost:1"))) {
            Answer answer = call(sidecar, "POST", "/v1.0/invoke/" + sent + "/method/create");
            assertFailure(answer, "failed to invoke, id: " + appId + ", err: no application with this app ID was found: "
                    + "set quarkus.dapr-invoke.devservices.apps.\\\"" + appId + "\\\"=<base URL>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "../../../shutdown", "a/./b", "a/..", ".", "%2e%2E/x", "a%2F..%2Fb", "a%2f%2e", "%252e%252e/x",
            ".%2e" })
    void dotSegmentsAreRefused(String method) throws IOException {
        assertRefused(method, "invalid method: it contains a dot segment");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a%23b", "a%3Fb", "a%3fb", "a%00b", "a%1Fb", "a%0Db", "a%7fb", "100%25", "a%25stream", "a%zzb",
            "a%2", "a#b" })
    void whatDaprRefusesInAMethodIsRefused(String method) throws IOException {
        assertRefused(method, "invalid method: it contains a character that Dapr refuses");
    }

    private static void assertRefused(String method, String reason) throws IOException {
        try (WireTarget orders = new WireTarget(); InProcessSidecar sidecar = start(Map.of("orders", orders.url()))) {
            assertFailure(call(sidecar, "POST", "/v1.0/invoke/orders/method/" + method),
                    "failed to invoke, id: orders, err: " + reason);
        }
    }

    @Test
    void applicationThatDoesNotListenIsAnErrorThatNamesItsAddress() throws IOException {
        int port;
        try (WireTarget free = new WireTarget()) {
            port = free.port();
        }
        try (InProcessSidecar sidecar = start(Map.of("orders", "http://127.0.0.1:" + port + "/base"))) {
            assertFailure(call(sidecar, "POST", "/v1.0/invoke/orders/method/create"),
                    "failed to invoke, id: orders, err: cannot call http://127.0.0.1:" + port
                            + "/base: Connection refused: /127.0.0.1:" + port);
        }
    }

    @Test
    void applicationThatClosesWithoutAnAnswerIsAnError() throws IOException {
        try (WireTarget orders = new WireTarget();
                InProcessSidecar sidecar = start(Map.of("orders", orders.url()));
                WireConnection caller = WireConnection.to(sidecar.getConnectionInfo())) {
            caller.sendHead("POST /v1.0/invoke/orders/method/create HTTP/1.1", caller.host(), "Content-Length: 2",
                    "Connection: close");
            caller.send("ok");
            try (WireConnection called = orders.accept()) {
                called.readHead();
                called.read(2);
            }
            assertFailure(new Answer(caller.readHead(), caller.readToEnd()),
                    "failed to invoke, id: orders, err: cannot call " + orders.url() + ": Connection was closed");
        }
    }

    @Test
    void connectionOfTheCallerOutlivesAnErrorWhoseRequestWasNotRead() throws IOException {
        try (InProcessSidecar sidecar = start(Map.of("orders", "http://127.0.0.1:1"));
                WireConnection caller = WireConnection.to(sidecar.getConnectionInfo())) {
            for (String appId : List.of("unknown", "orders", "unknown", "orders")) {
                caller.sendHead("POST /v1.0/invoke/" + appId + "/method/create HTTP/1.1", caller.host(),
                        "Content-Length: 100000");
                caller.send("x".repeat(100000));
                List<String> head = caller.readHead();
                assertThat(head).first().isEqualTo("HTTP/1.1 500 Internal Server Error");
                assertThat(caller.readBody(head)).contains("failed to invoke, id: " + appId + ", err: ");
            }
        }
    }

    @Test
    void answerThatIsNoHttpIsAnError() throws IOException {
        try (WireTarget orders = new WireTarget();
                InProcessSidecar sidecar = start(Map.of("orders", orders.url()));
                WireConnection caller = WireConnection.to(sidecar.getConnectionInfo())) {
            for (String answer : List.of("HTTP/1.1 200 OK\r\nX(Y: 1", "220 mail ready", "HTTP/1.1 200 OK\r\nX: \u0001")) {
                caller.sendHead("POST /v1.0/invoke/orders/method/create HTTP/1.1", caller.host(), "Content-Length: 2");
                caller.send("ok");
                try (WireConnection called = orders.accept()) {
                    called.readHead();
                    called.sendHead(answer, "Content-Length: 2");
                    called.send("ok");
                    List<String> head = caller.readHead();
                    assertThat(head).first().isEqualTo("HTTP/1.1 500 Internal Server Error");
                    assertThat(caller.readBody(head)).contains("failed to invoke, id: orders, err: cannot call ");
                }
            }
        }
    }

    @Test
    void errorForHeadHasNoBody() throws IOException {
        try (InProcessSidecar sidecar = start(Map.of())) {
            Answer answer = call(sidecar, "HEAD", "/v1.0/invoke/orders/method/create");
            assertThat(answer.head()).first().isEqualTo("HTTP/1.1 500 Internal Server Error");
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void ownNameCallsTheApplicationItself() throws IOException {
        try (WireTarget shop = new WireTarget();
                InProcessSidecar sidecar = start(Map.of(), shop.port());
                WireConnection caller = WireConnection.to(sidecar.getConnectionInfo())) {
            caller.sendHead("GET /v1.0/invoke/shop/method/find HTTP/1.1", caller.host());
            try (WireConnection called = shop.accept()) {
                assertThat(called.readHead()).containsExactly("GET /find HTTP/1.1", "dapr-caller-app-id: shop",
                        "dapr-callee-app-id: shop", "host: localhost:" + shop.port(), "connection: close");
            }
        }
    }

    @Test
    void ownNameWithRandomPortIsAnErrorThatNamesTheProperties() throws IOException {
        try (InProcessSidecar sidecar = start(Map.of(), 0)) {
            assertFailure(call(sidecar, "GET", "/v1.0/invoke/shop/method/find"),
                    "failed to invoke, id: shop, err: this is the application itself, and its port is random: set "
                            + "quarkus.http.test-port to a fixed port, or "
                            + "quarkus.dapr-invoke.devservices.apps.\\\"shop\\\"=<base URL>");
        }
    }

    @Test
    void entryForTheOwnNameWinsAndABasePathComesFirst() throws IOException {
        try (WireTarget other = new WireTarget();
                InProcessSidecar sidecar = start(Map.of("shop", other.url() + "/a/b%20c/"), 1);
                WireConnection caller = WireConnection.to(sidecar.getConnectionInfo())) {
            caller.sendHead("GET /v1.0/invoke/shop/method/find?x=1 HTTP/1.1", caller.host());
            try (WireConnection called = other.accept()) {
                assertThat(called.readHead()).first().isEqualTo("GET /a/b%20c/find?x=1 HTTP/1.1");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
            "localhost:8090,it does not start with http:// or https://",
            "ftp://localhost,it does not start with http:// or https://",
            "http://,it is not a URL: Expected authority",
            "http://a b,it is not a URL: Illegal character in authority",
            "http://:8090,it does not name a valid host and port",
            "http://a_b:99999,it does not name a valid host and port",
            "http://user:secret@localhost,it must not contain user information",
            "http://localhost?secret,it must not contain a query or a fragment",
            "http://localhost:99999,it does not name a valid host and port",
            "http://localhost/../x,its path must not contain empty or dot segments",
            "http://localhost#secret,it must not contain a query or a fragment",
    })
    void invalidBaseUrlIsAnErrorThatNamesTheProperty(String url, String reason) {
        String property = "quarkus.dapr-invoke.devservices.apps.\"orders\"";
        assertThatThrownBy(() -> new AppDirectory(Map.of("orders", url), "shop", 8081, "quarkus.http.test-port"))
                .isInstanceOfSatisfying(ConfigurationException.class,
                        e -> assertThat(e.getConfigKeys()).containsExactly(property))
                .hasMessage(property + " is not a base URL such as http://localhost:8090: " + reason);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void listensOnTheLoopbackAddressOnly() throws IOException {
        try (InProcessSidecar sidecar = start(Map.of())) {
            URI uri = URI.create(sidecar.getConnectionInfo());
            assertThat(uri.getHost()).isEqualTo("127.0.0.1");
            // Taken if the sidecar listened on all addresses
            new ServerSocket(uri.getPort(), 1, InetAddress.getByName("127.0.0.2")).close();
        }
    }

    @Test
    void nothingStaysWhenItIsClosed() throws IOException {
        Set<Thread> before = vertxThreads();
        String url;
        try (WireTarget orders = new WireTarget(); InProcessSidecar sidecar = start(Map.of("orders", orders.url()))) {
            url = sidecar.getConnectionInfo();
            try (WireConnection caller = WireConnection.to(url)) {
                caller.sendHead("GET /v1.0/invoke/orders/method/find HTTP/1.1", caller.host());
                try (WireConnection called = orders.accept()) {
                    called.readHead();
                    assertThat(vertxThreads()).isNotEqualTo(before);
                    sidecar.close();
                    // The call that was open does not keep it
                    assertThat(called.readToEnd()).isEmpty();
                }
            }
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(vertxThreads()).isSubsetOf(before));
        }
        assertThatThrownBy(() -> WireConnection.to(url)).isInstanceOf(ConnectException.class);
    }

    @Test
    void keepsNothingOfTheThreadThatStartsIt() throws IOException {
        ClassLoader original = Thread.currentThread().getContextClassLoader();
        ClassLoader ofABuild = new ClassLoader(original) {
        };
        Thread.currentThread().setContextClassLoader(ofABuild);
        Set<Thread> before = vertxThreads();
        try (InProcessSidecar sidecar = start(Map.of())) {
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(ofABuild);
            call(sidecar, "GET", "/v1.0/healthz");
            Set<Thread> started = vertxThreads();
            started.removeAll(before);
            assertThat(started).isNotEmpty()
                    .allSatisfy(thread -> assertThat(thread.getContextClassLoader()).isNotSameAs(ofABuild));
        } finally {
            Thread.currentThread().setContextClassLoader(original);
        }
    }

    private static Set<Thread> vertxThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("vert"))
                .collect(Collectors.toSet());
    }

    private static void assertFailure(Answer answer, String message) {
        assertThat(answer.head()).first().isEqualTo("HTTP/1.1 500 Internal Server Error");
        assertThat(answer.head()).contains("content-type: application/json");
        assertThat(answer.body())
                .isEqualTo("{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"" + message + "\"}");
    }

    private static InProcessSidecar start(Map<String, String> apps) {
        return start(apps, 0);
    }

    private static InProcessSidecar start(Map<String, String> apps, int ownPort) {
        InProcessSidecar sidecar = new InProcessSidecar(new AppDirectory(apps, "shop", ownPort, "quarkus.http.test-port"));
        sidecar.start();
        return sidecar;
    }

    private static Answer call(InProcessSidecar sidecar, String verb, String target) throws IOException {
        try (WireConnection caller = WireConnection.to(sidecar.getConnectionInfo())) {
            caller.sendHead(verb + " " + target + " HTTP/1.1", caller.host(), "Connection: close");
            return new Answer(caller.readHead(), caller.readToEnd());
        }
    }

    private record Answer(List<String> head, String body) {
    }
}
