package io.quarkiverse.daprinvoke.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.Calls;
import io.quarkiverse.daprinvoke.test.control.ControlApi;

/**
 * A verification waits for calls on request. The sidecar in this test has one more call in each response.
 */
class PatientVerificationTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private DaprSidecar sidecar;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(ControlApi.CALLS, this::answer);
        server.start();
        sidecar = new DaprSidecar(
                new SidecarControl("http://127.0.0.1:" + server.getAddress().getPort(), HttpClient.newHttpClient()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = new Call("POST", "orders", "create", null, List.of(), new byte[0], true, 204);
            byte[] calls = ControlApi.mapper().writeValueAsBytes(new Calls(Collections.nCopies(asked.size(), call)));
            asked.add(exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(200, calls.length);
            exchange.getResponseBody().write(calls);
        }
    }

    @Test
    void withoutPatienceItAsksOnce() {
        assertThatThrownBy(() -> sidecar.verify("orders", "create").once()).isInstanceOf(AssertionError.class);
        assertThat(asked).containsExactly("seen=-1&wait=0");
    }

    @Test
    void withPatienceItAsksForMoreUntilThereAreEnough() {
        sidecar.verify("orders", "create").within(PATIENCE).times(2);

        assertThat(asked).hasSize(3);
        assertThat(asked.get(1)).matches("seen=0&wait=5\\d{4}|seen=0&wait=60000");
        assertThat(asked.get(2)).matches("seen=1&wait=5\\d{4}|seen=1&wait=60000");
    }

    @Test
    void callsThatDoNotCountAreNotEnough() {
        sidecar.verify("orders", "create").within(PATIENCE).where(call -> asked.size() > 3).atLeastOnce();

        assertThat(asked).hasSize(4);
    }

    @Test
    void aCallThatShouldNotComeIsWaitedForAsWell() {
        assertThatThrownBy(() -> sidecar.verify("orders", "create").within(PATIENCE).never())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("orders/create should have been called never, but was called once.");
    }
}
