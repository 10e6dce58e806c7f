package io.quarkiverse.daprinvoke.it;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;

/**
 * The behavior of the application with a faulty sidecar.
 */
@QuarkusTest
@TestProfile(StubbedFaultsTest.Impatient.class)
class StubbedFaultsTest {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    private static ValidatableResponse checkout() {
        return given().contentType("application/json").body(new Order("o-1", "tea", 2)).when().post("/checkout").then();
    }

    @Test
    void aConnectionThatIsResetIsASidecarThatIsUnavailable() {
        sidecar.on("orders", "create").reset();

        checkout().statusCode(503);
        sidecar.verify("orders", "create").once();
        assertEquals(0, sidecar.calls("orders", "create").get(0).status());
    }

    @Test
    void aCallThatIsNeverAnsweredTimesOut() {
        sidecar.on("orders", "create").neverAnswer();

        checkout().statusCode(504);
        sidecar.verify("orders", "create").once();
    }

    @Test
    void aReplyThatIsCutShortCannotBeRead() {
        sidecar.on("orders", "create").cutShort(200, new Receipt("r", "x".repeat(100)));

        checkout().statusCode(502);
        assertEquals(200, sidecar.calls("orders", "create").get(0).status());
    }

    @Test
    void faultsMayBePartOfASequence() {
        sidecar.on("orders", "create").reset().then().reply(new Receipt("r", "x")).then().neverAnswer();

        checkout().statusCode(503);
        checkout().statusCode(200).body("orderId", equalTo("r"));
        checkout().statusCode(504);
        sidecar.verify("orders", "create").times(3);
    }

    public static class Impatient implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.dapr-invoke.request-timeout", "3s");
        }
    }
}
