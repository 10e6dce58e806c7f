package io.quarkiverse.daprinvoke.production.contexts;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;

/**
 * After a call, the request context is still available: its beans and its user.
 */
@QuarkusTest
class IdentityTest {

    // So that the outcome does not arrive within the stack of the call
    private static final Duration LATER = Duration.ofMillis(50);

    @InjectDaprSidecar
    DaprSidecar sidecar;

    private static void assertThatItIsKnown(String path, String user, String tenant, String outcome) {
        given().auth().preemptive().basic(user, user).queryParam("tenant", tenant).when().get("/identities/" + path).then()
                .statusCode(200).body(equalTo(outcome + " for " + user + " of " + tenant));
    }

    @ParameterizedTest
    @ValueSource(strings = { "event-loop", "worker", "guarded" })
    void theRequestIsKnownAfterACall(String path) {
        sidecar.on("contexts", "reply").replyText(200, "done").delay(LATER);

        assertThatItIsKnown(path, "ada", "acme", "done");
        assertThatItIsKnown(path, "bo", "umbrella", "done");
    }

    @Test
    void theRequestIsKnownAfterAFailure() {
        sidecar.on("contexts", "reply").reply(503).delay(LATER);

        assertThatItIsKnown("failed", "ada", "acme", "InvocationStatusException");
    }

    @Test
    void theRequestIsKnownAfterACallThatWasTriedAgain() {
        sidecar.on("contexts", "reply").reply(503).then().reply(503).then().replyText(200, "done");

        assertThatItIsKnown("guarded", "ada", "acme", "done");
        sidecar.verify("contexts", "reply").times(3);
    }
}
