package io.quarkiverse.daprinvoke.production;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class GreetingsTest {

    @Test
    void anApplicationWithAllTheseExtensionsCallsThroughTheSidecar() {
        when().get("/greetings/Ada").then().statusCode(200).body(equalTo("Hello Ada"));
    }
}
