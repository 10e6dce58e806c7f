package io.quarkiverse.daprinvoke.production;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;

/**
 * An application with all these extensions calls through its sidecar, and they do what they do with calls.
 */
@QuarkusTest
class GreetingsTest {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Test
    void areMeasured() {
        when().get("/greetings/Ada").then().statusCode(200).body(equalTo("Hello Ada"));

        when().get("/q/metrics").then().statusCode(200).body(containsString("dapr_invoke_seconds_count{"
                + "app_id=\"storefront\",method=\"greetings/of/{name}\",outcome=\"SUCCESS\",verb=\"GET\"}"));
    }

    @Test
    void carryATrace() {
        when().get("/greetings/Bo").then().statusCode(200).body(equalTo("Hello Bo"));

        assertThat(sidecar.calls("storefront", "greetings/of/Bo")).singleElement()
                .satisfies(call -> assertThat(call.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
    }

    @Test
    void waitForASidecarThatIsReady() {
        when().get("/q/health/ready").then().statusCode(200)
                .body("checks.findAll { it.status == 'UP' }.name", hasItem("Dapr sidecar health check"));
    }
}
