package io.quarkiverse.daprinvoke.production.faulttolerance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;

/**
 * The annotations of fault tolerance on methods that make calls.
 */
@QuarkusTest
@TestProfile(FaultToleranceTest.Profile.class)
class FaultToleranceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Inject
    GuardedCalls calls;

    @Inject
    MeterRegistry metrics;

    private static <T> T end(Uni<T> call) {
        return call.await().atMost(PATIENCE);
    }

    private long ended(String method, String outcome) {
        return metrics.find("dapr.invoke").tags("method", method, "outcome", outcome).timers().stream()
                .mapToLong(Timer::count).sum();
    }

    @Test
    void aCallIsTriedAgain() {
        sidecar.on("guarded", "method").replyText(503, "busy").then().replyText(200, "done");

        assertThat(end(calls.retried())).isEqualTo("done");
        sidecar.verify("guarded", "method").times(2);
    }

    @Test
    void soIsOneThatIsWaitedFor() {
        sidecar.on("guarded", "method").replyText(503, "busy").then().replyText(200, "done");

        assertThat(calls.retriedAndAwaited()).isEqualTo("done");
        sidecar.verify("guarded", "method").times(2);
    }

    @Test
    void theLastFailureIsToldWhenAllAttemptsFail() {
        sidecar.on("guarded", "method").replyText(503, "busy");

        assertThatThrownBy(() -> end(calls.retried())).isInstanceOf(InvocationStatusException.class);
        sidecar.verify("guarded", "method").times(3);
    }

    @Test
    void retriesOfBothMultiply() {
        sidecar.on("guarded", "method").replyText(503, "busy");

        assertThatThrownBy(() -> end(calls.retriedTwice())).isInstanceOf(InvocationStatusException.class);
        sidecar.verify("guarded", "method").times(6);
    }

    @Test
    void anAnswerThatIsHandedOutIsNoFailure() {
        sidecar.on("guarded", "method").replyText(503, "busy");

        assertThat(end(calls.exchanged())).isEqualTo(503);
        sidecar.verify("guarded", "method").once();
    }

    @Test
    void aPredicateCanLetThoseAloneThatMayHaveBeenSeen() {
        sidecar.on("guarded", "method").replyText(503, "busy");

        assertThatThrownBy(() -> end(calls.unlessSeen())).isInstanceOf(InvocationStatusException.class);
        sidecar.verify("guarded", "method").once();

        assertThatThrownBy(() -> end(calls.toNobody())).isInstanceOf(SidecarUnavailableException.class);
        assertThat(ended("absent", "SidecarUnavailableException")).isEqualTo(3);
    }

    @Test
    void aCallThatIsGivenUpGoesOnUntilItsOwnTimeout() {
        sidecar.on("guarded", "method").neverAnswer();
        long before = ended("method", "InvocationTimeoutException");

        assertThatThrownBy(() -> end(calls.givenUp())).isInstanceOf(TimeoutException.class);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ended("method", "InvocationTimeoutException")).isEqualTo(before + 1));
    }

    @Test
    void aTimeoutOfTheCallItselfEndsIt() {
        sidecar.on("guarded", "method").neverAnswer();

        assertThatThrownBy(() -> end(calls.bounded())).isInstanceOf(InvocationTimeoutException.class);
    }

    @Test
    void aCallThatIsWaitedForEndsWhenItIsGivenUp() {
        sidecar.on("guarded", "method").neverAnswer();
        long before = ended("method", "CANCELLED");

        assertThatThrownBy(calls::givenUpAndAwaited).isInstanceOf(TimeoutException.class);
        assertThat(ended("method", "CANCELLED")).isEqualTo(before + 1);
    }

    @Test
    void noCallIsMadeOnceTheCircuitIsOpen() {
        sidecar.on("guarded", "method").replyText(500, "broken");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> end(calls.broken())).isInstanceOf(InvocationStatusException.class);
        }
        assertThatThrownBy(() -> end(calls.broken())).isInstanceOf(CircuitBreakerOpenException.class);
        sidecar.verify("guarded", "method").times(2);
    }

    @Test
    void whatIsRecoveredFromDoesNotOpenTheCircuit() {
        sidecar.on("guarded", "method").reply(404);

        for (int i = 0; i < 4; i++) {
            assertThat(end(calls.found())).isNull();
        }
        sidecar.verify("guarded", "method").times(4);
    }

    @Test
    void aFallbackStandsInForACallThatFails() {
        sidecar.on("guarded", "method").replyText(503, "busy");

        assertThat(end(calls.replaced())).isEqualTo("stand-in");
    }

    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("absent.address", "http://127.0.0.1:1",
                    "quarkus.dapr-invoke.request-timeout", "5s",
                    "quarkus.dapr-invoke.emitter.tried-again.retry.max-attempts", "2",
                    "quarkus.dapr-invoke.emitter.tried-again.retry.initial-back-off", "1ms");
        }
    }
}
