package org.acme;

import static io.restassured.RestAssured.given;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * The example of a proxy that calls listed applications only.
 */
@QuarkusTest
@TestProfile(AllowListTest.Profile.class)
class AllowListTest {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Test
    void theListOfTheEmitterCounts() {
        sidecar.on("stock.production", "note").reply(204);

        given().body("x").when().post("/invoke/stock.production/note").then().statusCode(204);
        given().body("x").when().post("/invoke/payments/note").then().statusCode(400);

        sidecar.verify("payments", "note").never();
    }

    @Test
    void allOthersHaveTheCommonList() {
        sidecar.on("payments", "note").reply(204);

        given().contentType("application/json").body("{}").when().post("/envelope/payments/note").then().statusCode(204);
        given().contentType("application/json").body("{}").when().post("/envelope/archive/note").then().statusCode(400);
    }

    public static class Profile implements QuarkusTestProfile {

        @Override
        public String getConfigProfile() {
            return "allow-list";
        }

        /** The list holds for interfaces, too, and those of other examples call applications that are not on it. */
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.dapr-invoke.rest-client.\"orders\".app-id", "orders",
                    "quarkus.dapr-invoke.rest-client.\"stock_yaml\".app-id", "stock.production");
        }
    }
}
