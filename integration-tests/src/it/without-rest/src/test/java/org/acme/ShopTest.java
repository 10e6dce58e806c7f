package org.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.acme.Shop.Order;
import org.acme.Shop.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ShopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer other;

    @Inject
    Shop shop;

    @BeforeEach
    void startOtherApplication() throws IOException {
        URI url = URI.create(System.getProperty("quarkus.dapr-invoke.devservices.apps.other"));
        other = HttpServer.create(new InetSocketAddress(url.getHost(), url.getPort()), 0);
        other.createContext("/", this::answer);
        other.start();
    }

    @AfterEach
    void stopOtherApplication() {
        other.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] receipt = "{\"total\":12}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, receipt.length);
            exchange.getResponseBody().write(receipt);
        }
    }

    @Test
    void anotherApplicationIsReachedThroughTheSidecar() {
        assertEquals(new Receipt(12), shop.create(new Order("tea")).await().atMost(PATIENCE));
        assertEquals(List.of("POST /orders {\"item\":\"tea\"}"), requests);
    }

    @Test
    void aPlaceholderTakesTheValueThatIsBound() {
        assertEquals(new Receipt(12), shop.replace("a b", new Order("tea")).await().atMost(PATIENCE));
        assertEquals(List.of("PUT /orders/a%20b {\"item\":\"tea\"}"), requests);
    }

    @Test
    void aPlaceholderWithoutAValueFailsTheCall() {
        InvalidInvocationTargetException failure = assertThrows(InvalidInvocationTargetException.class,
                () -> shop.replaceNothing(new Order("tea")).await().atMost(PATIENCE));
        assertEquals("The placeholder {id} has no value: set it with InvokeMethodParameters.binding(\"id\", ..), or make the "
                + "call within a Quarkus REST request that has a path parameter of that name", failure.getMessage());
        assertEquals(List.of(), requests);
    }

    @Test
    void nothingOfQuarkusRestIsThere() {
        assertThrows(ClassNotFoundException.class,
                () -> Class.forName("org.jboss.resteasy.reactive.server.core.CurrentRequestManager"));
    }
}
