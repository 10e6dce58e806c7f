package io.quarkiverse.daprinvoke.production.faulttolerance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import jakarta.inject.Inject;

import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The annotations of fault tolerance do with calls what they do with anything that returns a {@code Uni}.
 */
@QuarkusTest
class FaultToleranceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Inject
    GuardedCalls calls;

    @Test
    void aCallIsTriedAgain() {
        sidecar.on("guarded", "method").replyText(503, "busy").then().replyText(200, "done");

        assertThat(calls.retried().await().atMost(PATIENCE)).isEqualTo("done");
        sidecar.verify("guarded", "method").times(2);
    }

    @Test
    void theLastFailureIsToldWhenAllAttemptsFail() {
        sidecar.on("guarded", "method").replyText(503, "busy");

        assertThatThrownBy(() -> calls.retried().await().atMost(PATIENCE)).isInstanceOf(InvocationStatusException.class);
        sidecar.verify("guarded", "method").times(3);
    }

    @Test
    void aCallThatTakesTooLongEnds() {
        sidecar.on("guarded", "method").neverAnswer();

        assertThatThrownBy(() -> calls.timed().await().atMost(PATIENCE)).isInstanceOf(TimeoutException.class);
        sidecar.verify("guarded", "method").once();
    }

    @Test
    void noCallIsMadeOnceTheCircuitIsOpen() {
        sidecar.on("guarded", "method").replyText(500, "broken");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> calls.broken().await().atMost(PATIENCE)).isInstanceOf(InvocationStatusException.class);
        }
        assertThatThrownBy(() -> calls.broken().await().atMost(PATIENCE)).isInstanceOf(CircuitBreakerOpenException.class);
        sidecar.verify("guarded", "method").times(2);
    }
}
