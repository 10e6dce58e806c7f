package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * A sidecar that asks for an API token, and gets it.
 */
@QuarkusTest
@TestProfile(ApiTokenProfile.class)
class ApiTokenTest {

    @RegisterExtension
    static final Topology DAPR = new Topology()
            .caller(daprd -> daprd.environment("DAPR_API_TOKEN", ApiTokenProfile.TOKEN));

    @Inject
    Caller caller;

    @Inject
    @RestClient
    InterfaceTest.Orders orders;

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void theSidecarKeepsIt(String route) {
        caller.any.send(Calls.to(route)).await().atMost(Calls.LIMIT);

        assertThat(DAPR.target().call().headers().contains("dapr-api-token")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void aMethodNamedAsAHealthCheck(String route) {
        caller.any.send(Calls.to(route).methodName("v1.0/healthz")).await().atMost(Calls.LIMIT);

        assertThat(DAPR.target().call().uri()).isEqualTo("/v1.0/healthz");
    }

    @Test
    void theOneOfAnInterface() {
        orders.create("1", "x", "body");

        assertThat(DAPR.target().call().headers().contains("dapr-api-token")).isFalse();
    }
}
