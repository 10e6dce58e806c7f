package io.quarkiverse.daprinvoke.it.headers;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class TenantTest {

    @ParameterizedTest
    @ValueSource(strings = { "injected", "selected" })
    void callsHaveTheDeclaredAndTheConfiguredParameters(String emitter) {
        when().get("/tenants/" + emitter + "/ada").then().statusCode(200).body("",
                contains("acme", "ada", "ada of it", "shop", "1"));
    }
}
