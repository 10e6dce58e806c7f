package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Failure;
import io.quarkiverse.daprinvoke.daprd.support.Resiliency;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;

/**
 * An open circuit breaker of a resiliency policy of the sidecar.
 */
@QuarkusTest
class CircuitBreakerTest {

    @RegisterExtension
    static final Topology DAPR = new Topology().caller(daprd -> daprd.resource("resiliency", Resiliency.policy("""
            circuitBreakers:
              two:
                maxRequests: 1
                timeout: 60s
                trip: consecutiveFailures >= 2
            """, "{ circuitBreaker: two }")));

    @Inject
    Caller caller;

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void keepsCallsAway(String route) {
        DAPR.target().answerWith(500, "text/plain", Buffer.buffer("no"));
        for (int i = 0; i < 2; i++) {
            assertThat(Failure.of(InvocationStatusException.class, caller.any.send(Calls.to(route))).body()).hasToString("no");
        }

        Failure.ofSidecar(500, route, "circuit breaker is open", caller.any.send(Calls.to(route)));

        assertThat(DAPR.target().received()).hasSize(2);
    }
}
