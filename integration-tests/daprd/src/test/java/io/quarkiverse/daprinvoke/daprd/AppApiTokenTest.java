package io.quarkiverse.daprinvoke.daprd;

import static io.quarkiverse.daprinvoke.daprd.support.Topology.ENDPOINT;
import static io.quarkiverse.daprinvoke.daprd.support.Topology.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * The called application has a token to authenticate its sidecar.
 */
@QuarkusTest
@TestProfile(ApiTokenProfile.class)
class AppApiTokenTest {

    @RegisterExtension
    static final Topology DAPR = new Topology()
            .target(daprd -> daprd.environment("APP_API_TOKEN", "token-of-the-called-application"));

    @Inject
    Caller caller;

    @Test
    void takesThePlaceOfTheCallers() {
        caller.any.send(Calls.to(TARGET)).await().atMost(Calls.LIMIT);

        assertThat(DAPR.target().call().headers().getAll("dapr-api-token"))
                .containsExactly("token-of-the-called-application");
    }

    /** There is no sidecar in front of the application. */
    @Test
    void notOnTheWayOfAnHttpEndpoint() {
        caller.any.send(Calls.to(ENDPOINT)).await().atMost(Calls.LIMIT);

        assertThat(DAPR.target().call().headers().getAll("dapr-api-token")).containsExactly(ApiTokenProfile.TOKEN);
    }
}
