package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * An API token for a sidecar that asks for none, which therefore hands it on.
 */
@QuarkusTest
@TestProfile(ApiTokenProfile.class)
class UnaskedApiTokenTest {

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void reachesTheCalledApplication(String route) {
        caller.any.send(Calls.to(route)).await().atMost(Calls.LIMIT);

        assertThat(DAPR.target().call().headers().getAll("dapr-api-token")).containsExactly(ApiTokenProfile.TOKEN);
    }
}
