package org.acme;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
class ShopTest {

    private static final Order ORDER = new Order("tea", 2);

    @InjectDaprSidecar
    DaprSidecar sidecar;

    private static ValidatableResponse create() {
        return given().contentType("application/json").body(ORDER).when().post("/shop/orders").then();
    }

    private static void assertProblem(ValidatableResponse response, int status, String detail) {
        response.statusCode(status).contentType("application/problem+json").body("status", equalTo(status))
                .body("detail", equalTo(detail));
    }

    @Test
    void jsonGoesBothWays() {
        sidecar.on("orders", "create").reply(201, new Receipt("r-1"));

        create().statusCode(200).body("id", equalTo("r-1"));

        sidecar.verify("orders", "create").once().withVerb("post").withHeader("content-type", "application/json")
                .withJson(ORDER);
    }

    @Test
    void aPathParameterReplacesAPlaceholder() {
        sidecar.on("orders", "orders/o 1").whereVerb("get").reply(ORDER);

        when().get("/shop/orders/{id}", "o 1").then().statusCode(200).body("item", equalTo("tea"))
                .body("quantity", equalTo(2));
    }

    @Test
    void anEmitterIsDeclaredInTheConfiguration() {
        sidecar.on("warehouse", "stock/tea").whereVerb("put").reply(204);

        given().contentType("application/json").body(ORDER).when().put("/shop/stock/tea").then().statusCode(204);

        sidecar.verify("warehouse", "stock/tea").once().withJson(Map.of("item", "tea", "quantity", 2));
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 1000 })
    void streamsArriveWhole(int chunks) {
        when().get("/shop/streams?chunks=" + chunks).then().statusCode(200).body(equalTo(String.valueOf(chunks * 1024)));
    }

    @Test
    void anErrorOfTheCalledApplicationIsABadGateway() {
        sidecar.on("orders", "create").reply(503, Map.of("message", "secret"));

        assertProblem(create(), 502, "The invocation of another application failed");
    }

    @Test
    void aLostSidecarIsServiceUnavailable() {
        sidecar.on("orders", "create").reset();

        assertProblem(create(), 503, "The Dapr sidecar is not available");
    }

    @Test
    void aValueThatMustNotReplaceAPlaceholderIsABadRequest() {
        assertProblem(when().get("/shop/orders/{id}", "a/b").then(), 400,
                "The request leads to an invocation that is not allowed");
    }

    @Test
    @Tag("observability")
    void theSidecarIsPartOfReadiness() {
        when().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("Dapr sidecar health check"));
    }

    @Test
    @Tag("observability")
    void callsAreMeasured() {
        sidecar.on("orders", "orders/measured").reply(ORDER);
        when().get("/shop/orders/measured").then().statusCode(200);

        when().get("/q/metrics").then().statusCode(200)
                .body(containsString("dapr_invoke_seconds_count{app_id=\"orders\",method=\"orders/{id}\",outcome=\"SUCCESS\""));
    }
}
