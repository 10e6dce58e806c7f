package io.quarkiverse.daprinvoke.it;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class CheckoutTest {

    private static final String ORDER = "{\"id\":\"o-1\",\"item\":\"tea\",\"quantity\":2}";

    @BeforeEach
    void clear() {
        when().delete("/all").then().statusCode(204);
    }

    @Test
    void theReplyIsTyped() {
        given().contentType("application/json").body(ORDER).when().post("/checkout").then().statusCode(200)
                .body("orderId", equalTo("o-1")).body("text", equalTo("2 x tea"));
    }

    @Test
    void statusAndHeadersComeWithTheReply() {
        given().contentType("application/json").header("x-tenant", "acme").body(ORDER).when().post("/checkout/for-tenant")
                .then().statusCode(201).header("x-served-for", "acme").body("text", equalTo("2 x tea"));
    }

    @Test
    void aWorkerThreadMayWait() {
        given().contentType("application/json").body(ORDER).when().post("/checkout/blocking").then().statusCode(200)
                .body("orderId", equalTo("o-1"));
    }

    @Test
    void genericRepliesAreRead() {
        given().contentType("application/json").body(ORDER).when().post("/checkout").then().statusCode(200);

        when().get("/checkout").then().statusCode(200).body("item", contains("tea")).body("quantity", contains(2));
    }

    @Test
    void aRefusalOfTheApplicationIsABadGateway() {
        given().contentType("application/json").body(ORDER.replace("2", "0")).when().post("/checkout").then().statusCode(502);

        when().get("/all").then().body("size()", equalTo(0));
    }
}
