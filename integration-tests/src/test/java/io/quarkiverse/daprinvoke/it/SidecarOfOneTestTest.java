package io.quarkiverse.daprinvoke.it;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The stubs of a test do not exist in a later test.
 */
@QuarkusTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SidecarOfOneTestTest {

    @Test
    @Order(1)
    void oneTestHasAStub(@InjectDaprSidecar DaprSidecar sidecar) {
        sidecar.on("orders", "create").reply(201, new Receipt("o-1", "stubbed"));

        assertReceipt("stubbed");
    }

    @Test
    @Order(2)
    void anotherCallsTheApplicationItself() {
        assertReceipt("2 x tea");
    }

    private static void assertReceipt(String text) {
        given().contentType("application/json").body("{\"id\":\"o-1\",\"item\":\"tea\",\"quantity\":2}")
                .when().post("/checkout").then().statusCode(200).body("text", equalTo(text));
    }
}
