package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Failure;
import io.quarkiverse.daprinvoke.daprd.support.HeldCalls;
import io.quarkiverse.daprinvoke.daprd.support.Resiliency;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The timeout of a resiliency policy limits each try of the sidecar, also of a {@code POST}.
 */
@QuarkusTest
class RetriedPolicyTimeoutTest {

    @RegisterExtension
    static final Topology DAPR = new Topology().caller(daprd -> daprd.resource("resiliency", Resiliency.policy("""
            timeouts:
              short: 1s
            retries:
              twice:
                policy: constant
                duration: 100ms
                maxRetries: 2
            """, "{ timeout: short, retry: twice }")));

    @Inject
    Caller caller;

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void endsEachTry(String route) {
        HeldCalls held = DAPR.target().hold();

        Failure.ofSidecar(500, route, "(context deadline exceeded|rpc error: code = DeadlineExceeded desc = .*)",
                caller.any.send(Calls.to(route)));

        for (int tries = 0; tries < 3; tries++) {
            held.awaitGivenUp();
        }
        assertThat(DAPR.target().received()).hasSize(3);
    }
}
