package org.acme;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.hasItem;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class NewsTest {

    @Test
    void newsIsSentFromAThreadWithoutAContextClassLoader() {
        given().contentType("application/json").body("{\"title\":\"tea is back\"}").when().post("/news/elsewhere").then()
                .statusCode(204);

        when().get("/news/received").then().body("title", hasItem("tea is back"));
    }

    @Test
    void newsGoesThroughTheChannelAndTheSidecar() {
        given().contentType("application/json").body("{\"title\":\"tea is out\"}").when().post("/news").then().statusCode(204);

        // The channel's send completes when the message is acknowledged, which is after the invocation
        when().get("/news/received").then().body("title", hasItem("tea is out"));
    }
}
