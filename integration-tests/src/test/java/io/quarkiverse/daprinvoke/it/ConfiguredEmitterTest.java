package io.quarkiverse.daprinvoke.it;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ConfiguredEmitterTest {

    @Test
    void anEmitterThatOnlyConfigurationDeclaresIsUsed() {
        when().delete("/all").then().statusCode(204);

        given().contentType("application/json").body("{\"quantity\":7}").when().put("/checkout/stock/green tea").then()
                .statusCode(204);

        when().get("/stock").then().body("'green tea'", equalTo(7));
    }
}
