package io.quarkiverse.daprinvoke.daprd;

import static io.quarkiverse.daprinvoke.daprd.support.Topology.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Failure;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Nobody has the name that is called.
 */
@QuarkusTest
class UnknownApplicationTest {

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    @ParameterizedTest
    @ValueSource(strings = { "nobody", "nobody.default", "nobody.other" })
    void fails(String appId) {
        Failure.ofSidecar(500, appId,
                "(couldn't find service: nobody|timeout waiting for address for app id nobody)",
                caller.any.send(Calls.to(appId)));

        assertThat(DAPR.target().received()).isEmpty();
    }

    /** The sidecars of one network find each other by the name alone. */
    @ParameterizedTest
    @ValueSource(strings = { "default", "other" })
    void theNamespaceDoesNotCountWithoutKubernetes(String namespace) {
        caller.any.send(Calls.to(TARGET + "." + namespace)).await().atMost(Calls.LIMIT);

        assertThat(DAPR.target().call().uri()).isEqualTo("/foo");
    }
}
