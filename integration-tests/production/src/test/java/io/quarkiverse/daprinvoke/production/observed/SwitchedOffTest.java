package io.quarkiverse.daprinvoke.production.observed;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * An application that wants neither metrics nor traces of calls, nor a readiness check.
 */
@QuarkusTest
@TestProfile(SwitchedOffTest.Off.class)
class SwitchedOffTest {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Inject
    Calls calls;

    @Inject
    Spans spans;

    @Test
    void callsAreNeitherMeasuredNorTraced() {
        sidecar.on("shop", "").reply(204);
        calls.root.send("x").await().atMost(Duration.ofSeconds(20));
        assertThat(Metrics.samples("dapr_invoke_seconds_count")).isEmpty();
        assertThat(Metrics.samples("dapr_invoke_active")).isEmpty();
        assertThat(spans.ended()).noneSatisfy(span -> assertThat(span.getAttributes().asMap().toString()).contains("/invoke/"));
        sidecar.verify("shop", "").where(call -> call.header("traceparent") == null).once();
    }

    @Test
    void readinessDoesNotDependOnTheSidecar() {
        when().get("/q/health/ready").then().statusCode(200).body("checks.name", not(hasItem(containsString("Dapr"))));
    }

    public static class Off extends Observed {

        @Override
        public String getConfigProfile() {
            return "switched-off";
        }
    }
}
