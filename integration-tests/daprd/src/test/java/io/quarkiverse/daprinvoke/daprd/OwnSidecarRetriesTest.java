package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Failure;
import io.quarkiverse.daprinvoke.daprd.support.HeldCalls;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * Retries of the extension while a sidecar is stopped and started again.
 */
@QuarkusTest
@TestProfile(OwnSidecarRetriesTest.Retries.class)
class OwnSidecarRetriesTest {

    @RegisterExtension
    static final Topology DAPR = new Topology();

    private static final int MANY = 20;

    @Inject
    Caller caller;

    public static class Retries implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            // As often as the timeout of a call lets it
            return Map.of("quarkus.dapr-invoke.retry.max-attempts", "10000", "quarkus.dapr-invoke.retry.max-back-off", "50ms");
        }
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void aCallWaitsForTheSidecarToComeBack(String route) {
        DAPR.callerSidecar().kill();
        CompletableFuture<Void> call = caller.any.send(Calls.to(route)).subscribeAsCompletionStage();

        DAPR.callerSidecar().start();

        assertThat(call).succeedsWithin(Calls.LIMIT);
        assertThat(DAPR.target().received()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void noCallIsMadeTwiceForKeptConnections(String route) {
        Calls.atOnce(MANY, () -> caller.any.send(Calls.to(route)));

        DAPR.callerSidecar().kill();
        DAPR.callerSidecar().start();

        Calls.atOnce(MANY, () -> caller.any.send(Calls.to(route)));
        assertThat(DAPR.target().received()).hasSize(2 * MANY);
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void aGetThatWasUnderWayIsRepeated(String route) {
        HeldCalls held = DAPR.target().hold();
        CompletableFuture<Void> call = caller.any.send(Calls.to(route).httpVerb("GET")).subscribeAsCompletionStage();
        held.await();

        DAPR.callerSidecar().kill();
        DAPR.callerSidecar().start();
        held.await().answer();

        assertThat(call).succeedsWithin(Calls.LIMIT);
        assertThat(DAPR.target().received()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void aPostThatWasUnderWayIsNot(String route) {
        HeldCalls held = DAPR.target().hold();
        CompletableFuture<Void> call = caller.any.send(Calls.to(route)).subscribeAsCompletionStage();
        held.await();

        DAPR.callerSidecar().kill();

        SidecarUnavailableException failure = Failure.of(SidecarUnavailableException.class, call);
        assertThat(failure).hasMessageContaining("was lost before the response to POST " + route + "/foo");
        assertThat(failure.mayHaveBeenSent()).isTrue();
        assertThat(DAPR.target().received()).hasSize(1);
    }
}
