package io.quarkiverse.daprinvoke.it;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Threads of one test share its sidecar, and a header distinguishes their stubs and calls.
 */
@QuarkusTest
class ThreadsOfOneTestTest {

    private static final List<String> TENANTS = List.of("one", "two", "three", "four");

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Test
    void eachHasItsStubAndItsCalls() {
        ExecutorService threads = Executors.newFixedThreadPool(TENANTS.size());
        try {
            Stream<CompletableFuture<Void>> running = TENANTS.stream()
                    .map(tenant -> CompletableFuture.runAsync(() -> stubCallAndVerify(tenant), threads));
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } finally {
            threads.shutdownNow();
        }
        sidecar.verify("orders", "create").times(5 * TENANTS.size());
    }

    private void stubCallAndVerify(String tenant) {
        for (int i = 1; i <= 5; i++) {
            String receipt = tenant + " " + i;
            sidecar.on("orders", "create").whereHeader("x-tenant", tenant).reply(201, new Receipt(receipt, "x"));
            Order order = new Order(receipt, "tea", i);
            given().contentType("application/json").header("x-tenant", tenant).body(order)
                    .when().post("/checkout/for-tenant").then().statusCode(201).body("orderId", equalTo(receipt));
            sidecar.verify("orders", "create").whereHeader("x-tenant", tenant).times(i);
            sidecar.verify("orders", "create").where(call -> call.json(Order.class).id().equals(receipt)).once()
                    .withHeader("x-tenant", tenant).withJson(order);
        }
    }
}
