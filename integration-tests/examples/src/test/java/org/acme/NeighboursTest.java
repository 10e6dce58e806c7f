package org.acme;

import static io.restassured.RestAssured.when;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * The example of an application that listens elsewhere. Nothing does, and if anything did it would have no orders to create;
 * this application has the same name, and would.
 */
@QuarkusTest
@TestProfile(NeighboursTest.Profile.class)
class NeighboursTest {

    @Test
    void theOtherApplicationIsAsked() {
        when().post("/shop/buy/tea").then().statusCode(502);
    }

    public static class Profile implements QuarkusTestProfile {

        @Override
        public String getConfigProfile() {
            return "neighbours";
        }
    }
}
