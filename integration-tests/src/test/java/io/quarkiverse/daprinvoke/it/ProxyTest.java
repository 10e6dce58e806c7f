package io.quarkiverse.daprinvoke.it;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ProxyTest {

    @BeforeEach
    void clear() {
        when().delete("/all").then().statusCode(204);
    }

    @Test
    void theBodyArrivesAtTheNamedMethodOfTheNamedApplication() {
        given().contentType("text/plain;charset=UTF-8").body("café <&>").when().post("/invoke/orders/note").then()
                .statusCode(204);

        when().get("/notes").then().body("$", contains("café <&>"));
    }

    @Test
    void aMethodThatTheApplicationDoesNotHaveIsABadGateway() {
        given().body("x").when().post("/invoke/orders/nothing-here").then().statusCode(502)
                .contentType("application/problem+json").body("title", equalTo("Bad Gateway"));
    }

    @Test
    void anUnknownApplicationIsABadGateway() {
        given().body("x").when().post("/invoke/nobody/note").then().statusCode(502);
    }

    @Test
    void aPathThatCouldEscapeIsABadRequest() {
        given().urlEncodingEnabled(false).body("x").when().post("/invoke/orders/%2e%2e%2fnote").then().statusCode(400)
                .contentType("application/problem+json").body("status", equalTo(400));

        when().get("/notes").then().body("size()", equalTo(0));
    }
}
