package io.quarkiverse.daprinvoke.daprd;

import static io.quarkiverse.daprinvoke.daprd.support.Topology.TARGET;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Failure;
import io.quarkiverse.daprinvoke.daprd.support.Resiliency;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;

/**
 * A resiliency policy without retries turns off those of the sidecar.
 */
@QuarkusTest
class PolicyWithoutRetriesTest {

    @RegisterExtension
    static final Topology DAPR = new Topology().caller(daprd -> daprd.resource("resiliency", Resiliency.policy("""
            retries:
              never:
                policy: constant
                duration: 1s
                maxRetries: 0
            """, "{ retry: never }")));

    @Inject
    Caller caller;

    @Test
    void failsAtOnceIfTheOtherSidecarIsDown() {
        caller.any.send(Calls.to(TARGET)).await().atMost(Calls.LIMIT);
        DAPR.targetSidecar().kill();

        // Otherwise the text is that of the last of several tries
        Failure.ofSidecar(500, TARGET, "rpc error: code = Unavailable desc = .*", caller.any.send(Calls.to(TARGET)));
    }
}
