package org.acme;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.acme.calls.Checkout;
import org.acme.calls.NamedEmitter;
import org.acme.calls.Order;
import org.acme.calls.Receipt;
import org.acme.calls.Requests;
import org.acme.calls.TenantOrders;
import org.acme.functions.CreateOrders;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkiverse.daprinvoke.test.ReceivedCall;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The examples of single calls, against stubs.
 */
@QuarkusTest
class CheckoutTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Order ORDER = new Order("o-1", "tea", 2);
    private static final Receipt RECEIPT = new Receipt("o-1", "2 x tea");

    @Inject
    Checkout checkout;

    @Inject
    Requests requests;

    @Inject
    NamedEmitter named;

    @Inject
    TenantOrders tenants;

    @Inject
    CreateOrders functions;

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Test
    void anOrderIsSent() {
        sidecar.on("orders", "create").reply(204);

        checkout.send(ORDER).await().atMost(PATIENCE);

        sidecar.verify("orders", "create").once().withVerb("POST").withJson(ORDER);
    }

    @Test
    void aCallSaysMore() {
        sidecar.on("orders", "orders/o-1").reply(204);

        checkout.replace(ORDER).await().atMost(PATIENCE);

        sidecar.verify("orders", "orders/o-1").once().withVerb("PUT").withHeader("x-tenant", "acme").withQuery("notify=true")
                .withJson(ORDER);
    }

    @Test
    void aCallHasHeaders() {
        sidecar.on("orders", "create").reply(204);
        String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        checkout.sendTraced(ORDER, traceparent).await().atMost(PATIENCE);

        sidecar.verify("orders", "create").once().withHeader("x-tenant", "acme").withHeader("traceparent", traceparent);
    }

    @Test
    void eachCallHasTheDeclaredHeaders() {
        sidecar.on("orders", "create").reply(204);

        tenants.send(ORDER, "ada").await().atMost(PATIENCE);
        tenants.sendWithoutUser(ORDER).await().atMost(PATIENCE);

        assertThat(sidecar.calls("orders", "create")).extracting(call -> call.header("x-tenant")).containsExactly("acme", null);
        assertThat(sidecar.calls("orders", "create")).extracting(call -> call.header("x-user")).containsExactly("ada", null);
    }

    @Test
    void aReplyIsTyped() {
        sidecar.on("orders", "create").reply(201, RECEIPT);

        assertThat(requests.request(ORDER).await().atMost(PATIENCE)).isEqualTo(RECEIPT);
        assertThat(requests.requestAndWait(ORDER)).isEqualTo(RECEIPT);
    }

    @Test
    void aRefusalMayBeAnAnswer() {
        sidecar.on("orders", "create").reply(409).then().reply(500);

        assertThat(requests.requestIfInStock(ORDER).await().atMost(PATIENCE)).isNull();
        assertThatThrownBy(() -> requests.requestIfInStock(ORDER).await().atMost(PATIENCE))
                .isInstanceOf(InvocationStatusException.class);
    }

    @Test
    void anyStatusMayBeAnAnswer() {
        sidecar.on("orders", "create").reply(404).then().reply(500);

        assertThat(requests.isKnown(ORDER).await().atMost(PATIENCE)).isFalse();
        assertThat(requests.isKnown(ORDER).await().atMost(PATIENCE)).isTrue();
    }

    @Test
    void aNamedEmitterIsConfigured() {
        sidecar.on("orders", "create").reply(204);

        named.send(ORDER).await().atMost(PATIENCE);

        sidecar.verify("orders", "create").once().withVerb("PUT").withJson(ORDER);
    }

    @Test
    void aPlaceholderIsAPathParameter() {
        sidecar.on("orders", "orders/a b").whereVerb("GET").reply(ORDER);

        when().get("/find/a b").then().statusCode(200).body("item", equalTo("tea"));
    }

    @Test
    void ordersAreCreatedInTurnUntilOneFails() {
        sidecar.on("orders", "create").reply(204).delay(Duration.ofMillis(300)).then().reply(500);

        assertThatThrownBy(() -> functions.createInTurn(List.of(ORDER, ORDER, ORDER)).await().atMost(PATIENCE))
                .isInstanceOf(InvocationStatusException.class);

        sidecar.verify("orders", "create").times(2);
        assertThat(sidecar.calls("orders", "create")).extracting(ReceivedCall::status).containsExactly(204, 500);
        sidecar.on("orders", "create").reply(204);
        functions.createInTurn(List.of(ORDER, ORDER, ORDER)).await().atMost(PATIENCE);
        sidecar.verify("orders", "create").times(5);
    }

    @Test
    void textIsSentAsJson() {
        sidecar.on("orders", "note").reply(204);

        functions.noteAsJson("say \"tea\"").await().atMost(PATIENCE);

        sidecar.verify("orders", "note").once().withText("\"say \\\"tea\\\"\"").withHeader("content-type", "application/json");
    }

    @Test
    void anEnvelopeWinsOverThePath() {
        sidecar.on("orders", "create").reply(204);
        sidecar.on("stock", "take").reply(204);

        given().contentType("application/json").body("{\"body\":{\"item\":\"tea\"}}").when().post("/envelope/orders/create")
                .then().statusCode(204);
        given().contentType("application/json")
                .body("{\"AppId\":\"stock\",\"methodName\":\"take\",\"httpVerb\":\"put\",\"body\":\"tea\"}")
                .when().post("/envelope/orders/create").then().statusCode(204);

        sidecar.verify("orders", "create").once().withVerb("POST").withJson("{\"item\":\"tea\"}");
        sidecar.verify("stock", "take").once().withVerb("PUT").withText("tea").withHeader("content-type", "text/plain");
    }
}
