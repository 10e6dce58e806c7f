package org.acme.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;

import org.acme.calls.Order;
import org.acme.calls.Receipt;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkiverse.daprinvoke.test.ReceivedCall;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

/**
 * The tasks of the cheat sheet, against stubs.
 */
@QuarkusTest
class EverydayTasksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Order ORDER = new Order("o-1", "tea", 2);
    private static final Receipt RECEIPT = new Receipt("o-1", "2 x tea");

    @Inject
    EverydayTasks tasks;

    @InjectDaprSidecar
    DaprSidecar sidecar;

    private static <T> T item(Uni<T> call) {
        return call.await().atMost(PATIENCE);
    }

    @Test
    void send() {
        sidecar.on("orders", "create").reply(204);
        sidecar.on("orders", "orders/o-1").reply(204);

        tasks.send(ORDER).forEach(EverydayTasksTest::item);

        assertThat(sidecar.calls("orders", "create")).extracting(call -> call.text().isEmpty() ? null : call.json(Order.class),
                call -> call.header("x-tenant"))
                .containsExactly(tuple(ORDER, null), tuple(null, null), tuple(ORDER, "acme"), tuple(null, "acme"));
        sidecar.verify("orders", "orders/o-1").once().withVerb("PUT").withJson(ORDER);
    }

    @Test
    void sendAndWait() {
        sidecar.on("orders", "create").reply(204);

        tasks.sendAndWait(ORDER);

        assertThat(sidecar.calls("orders", "create")).extracting(call -> call.json(Order.class),
                call -> call.header("x-tenant")).containsExactly(tuple(ORDER, null), tuple(ORDER, "acme"));
    }

    @Test
    void forget() {
        sidecar.on("orders", "create").reply(204);

        tasks.forget(ORDER);

        sidecar.verify("orders", "create").within(PATIENCE).times(2).withJson(ORDER);
    }

    @Test
    void eachCallCarriesWhatTheEmitterDeclares() {
        sidecar.on("orders", "pay").reply(204);

        item(tasks.pay(ORDER));
        item(tasks.pay(ORDER));
        item(tasks.payOnce(ORDER));

        assertThat(sidecar.calls("orders", "pay")).extracting(call -> call.header("x-tenant"), call -> call.header("x-region"),
                call -> call.header("x-client"), ReceivedCall::query).containsOnly(tuple("acme", "eu", "shop", "version=2"));
        assertThat(sidecar.calls("orders", "pay")).extracting(call -> call.header("x-correlation-id")).doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(sidecar.calls("orders", "pay")).extracting(call -> call.header("idempotency-key")).doesNotContainNull()
                .doesNotHaveDuplicates().last().isEqualTo("\"o-1\"");
    }

    @Test
    void anEmitterIsLookedUp() {
        sidecar.on("orders", "create").reply(204);

        item(tasks.lookedUp(ORDER));

        sidecar.verify("orders", "create").once().withJson(ORDER);
    }

    @Test
    void request() {
        sidecar.on("orders", "create").reply(201, RECEIPT);
        sidecar.on("orders", "orders").reply(200, List.of(ORDER));
        sidecar.on("orders", "orders/o-1").reply(200, ORDER);
        sidecar.on("orders", "note").reply(204);

        assertThat(tasks.request(ORDER, "o-1")).map(call -> (Object) item(call)).containsExactly(RECEIPT, RECEIPT,
                List.of(ORDER),
                List.of(ORDER), ORDER, Optional.empty());

        assertThat(sidecar.calls("orders", "orders")).extracting(ReceivedCall::query).containsExactly(null, "q=green%20tea");
        sidecar.verify("orders", "orders/o-1").once().withVerb("GET").withHeader("accept", "application/json, */*;q=0.8");
    }

    @Test
    void requestAndWait() {
        sidecar.on("orders", "create").reply(201, RECEIPT);
        sidecar.on("orders", "orders").reply(200, List.of(ORDER));
        sidecar.on("orders", "orders/o-1").reply(200, ORDER);

        assertThat(tasks.requestAndWait(ORDER, "o-1")).containsExactly(RECEIPT, List.of(ORDER), ORDER);

        sidecar.verify("orders", "create").once().withHeader("x-tenant", "acme");
    }

    @Test
    void statusesAreRecovered() {
        sidecar.on("orders", "orders/o-1").reply(404).then().reply(200, ORDER);
        assertThat(item(tasks.notFoundIsNull("o-1"))).isNull();
        assertThat(item(tasks.notFoundIsNull("o-1"))).isEqualTo(ORDER);

        sidecar.on("orders", "orders/o-1").reply(404).then().reply(200, ORDER);
        assertThat(item(tasks.notFoundIsEmpty("o-1"))).isEmpty();
        assertThat(item(tasks.notFoundIsEmpty("o-1"))).contains(ORDER);

        sidecar.on("orders", "create").reply(409, new EverydayTasks.Conflict("sold out")).then().reply(201, RECEIPT);
        assertThat(item(tasks.conflictIsText(ORDER))).isEqualTo("sold out");
        assertThat(item(tasks.conflictIsText(ORDER))).isEqualTo("2 x tea");

        sidecar.on("orders", "create").replyText(409, "{\"title\":\"Sold out\",\"detail\":\"0 left\"}")
                .header("content-type", "application/problem+json").then().reply(500);
        assertThat(item(tasks.problemIsText(ORDER))).isEqualTo("0 left");
        assertThat(item(tasks.problemIsText(ORDER))).isEqualTo("POST orders/create was answered with status 500");
    }

    @Test
    void statusesAreItems() {
        sidecar.on("orders", "create").reply(201, RECEIPT).then().replyText(409, "sold out");
        assertThat(item(tasks.anyStatus(ORDER))).isEqualTo("2 x tea");
        assertThat(item(tasks.anyStatus(ORDER))).isEqualTo("409 sold out");

        sidecar.on("orders", "orders/o-1").reply(304).then().reply(200, ORDER);
        assertThat(item(tasks.isModified("o-1", "\"1\""))).isFalse();
        assertThat(item(tasks.isModified("o-1", "\"1\""))).isTrue();
        sidecar.verify("orders", "orders/o-1").times(2).withHeader("if-none-match", "\"1\"");
    }

    @Test
    void aResponseIsPassedOn() {
        sidecar.on("orders", "create").reply(409, new EverydayTasks.Conflict("sold out"));

        Response response = item(tasks.passOn(ORDER));

        assertThat(response.getStatus()).isEqualTo(409);
        assertThat(response.getHeaderString("content-type")).isEqualTo("application/json");
        assertThat(response.getEntity()).isEqualTo("{\"reason\":\"sold out\"}".getBytes());
    }
}
