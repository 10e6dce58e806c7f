package io.quarkiverse.daprinvoke.production.health;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.hasItem;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

/**
 * The sidecar of test mode says that it is ready, so the application is.
 */
@QuarkusTest
class HealthTest {

    @Test
    void theApplicationIsReady() {
        when().get("/q/health/ready").then().statusCode(200)
                .body("checks.findAll { it.status == 'UP' }.name", hasItem("Dapr sidecar health check"));
    }
}
