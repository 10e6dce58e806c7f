package org.acme;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;

import jakarta.inject.Inject;

import org.acme.calls.Checkout;
import org.acme.calls.NamedEmitter;
import org.acme.calls.Order;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * The examples of retries, and of headers that are passed on.
 */
@QuarkusTest
@TestProfile(SettingsTest.Profile.class)
class SettingsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Order ORDER = new Order("o-1", "tea", 2);

    @Inject
    Checkout checkout;

    @Inject
    NamedEmitter named;

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Test
    void theNamedEmitterTriesFiveTimes() {
        sidecar.on("orders", "create").reply(503);

        assertThatThrownBy(() -> named.send(ORDER).await().atMost(PATIENCE)).isInstanceOf(InvocationStatusException.class);

        sidecar.verify("orders", "create").times(5);
    }

    @Test
    void clientsReceiveClientErrors() {
        sidecar.on("orders", "create").replyText(409, "no more tea").then().replyText(500, "secret");

        given().body("x").when().post("/paths/create").then().statusCode(409).body(equalTo("no more tea"));
        given().body("x").when().post("/paths/create").then().statusCode(502).body("title", equalTo("Bad Gateway"));
    }

    @Test
    void allOthersTryThreeTimesIfTheyMayBeRepeated() {
        sidecar.on("orders", "create").reply(503);
        sidecar.on("orders", "orders/o-1").reply(503);

        assertThatThrownBy(() -> checkout.send(ORDER).await().atMost(PATIENCE)).isInstanceOf(InvocationStatusException.class);
        assertThatThrownBy(() -> checkout.replace(ORDER).await().atMost(PATIENCE))
                .isInstanceOf(InvocationStatusException.class);

        sidecar.verify("orders", "create").once();
        sidecar.verify("orders", "orders/o-1").times(3);
    }

    @Test
    void eachCallHasTheConfiguredHeadersAndQuery() {
        sidecar.on("orders", "create").reply(204);

        checkout.send(ORDER).await().atMost(PATIENCE);
        named.send(ORDER).await().atMost(PATIENCE);

        assertThat(sidecar.calls("orders", "create")).extracting(call -> call.header("x-client")).containsExactly("shop",
                "checkout");
        assertThat(sidecar.calls("orders", "create")).extracting(call -> call.query()).containsExactly(null, "notify=true");
    }

    @Test
    void listedHeadersArePassedOn() {
        sidecar.on("orders", "orders/create").reply("{\"id\":\"1\"}");
        sidecar.on("orders", "create").reply(204);

        given().header("x-tenant", "acme").header("x-request-id", "42").header("authorization", "Bearer t")
                .when().post("/shop/buy/tea").then().statusCode(200);
        given().header("x-tenant", "acme").header("authorization", "Bearer t").contentType("application/json").body(ORDER)
                .when().post("/payload").then().statusCode(204);

        sidecar.verify("orders", "orders/create").once().withHeader("x-tenant", "acme").withHeader("x-request-id", "42");
        assertThat(sidecar.calls("orders", "orders/create").get(0).header("authorization")).isNull();
        sidecar.verify("orders", "create").once().withHeader("authorization", "Bearer t");
        assertThat(sidecar.calls("orders", "create").get(0).header("x-tenant")).isNull();
    }

    public static class Profile implements QuarkusTestProfile {

        @Override
        public String getConfigProfile() {
            return "settings";
        }
    }
}
