package org.acme;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class NewsTest {

    @Test
    void newsGoesThroughTheChannelAndTheSidecar() {
        given().contentType("application/json").body("{\"title\":\"tea is out\"}").when().post("/news").then().statusCode(204);

        // The channel's send completes when the message is acknowledged, which is after the invocation
        when().get("/news/received").then().body("title", contains("tea is out"));
    }
}
