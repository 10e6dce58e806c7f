package io.quarkiverse.daprinvoke.production;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

/**
 * Calls carry an access token of quarkus-oidc-client.
 */
@QuarkusTest
class GuardedTest {

    @Test
    void aCallCarriesAnAccessToken() {
        when().get("/guarded").then().statusCode(200).body(equalTo("Bearer client_credentials-of-storefront"));
    }
}
