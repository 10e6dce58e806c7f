package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Failure;
import io.quarkiverse.daprinvoke.daprd.support.HeldCalls;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The sidecar of the calling application is not there, dies within a call, and comes back.
 */
@QuarkusTest
class OwnSidecarFailureTest {

    @RegisterExtension
    static final Topology DAPR = new Topology().caller(daprd -> daprd.argument("--dapr-graceful-shutdown-seconds=3"));

    private static final int MANY = 20;

    @Inject
    Caller caller;

    @Inject
    SidecarClient client;

    @Test
    void isNotReadyWhileItDoesNotRun() {
        DAPR.callerSidecar().kill();

        assertThatThrownBy(() -> client.askHealth(client.configuredSidecar()).await().atMost(Calls.LIMIT))
                .hasRootCauseInstanceOf(ConnectException.class);
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void notRunning(String route) {
        DAPR.callerSidecar().kill();

        SidecarUnavailableException failure = Failure.of(SidecarUnavailableException.class, caller.any.send(Calls.to(route)));

        assertThat(failure).hasMessageStartingWith(
                "The Dapr sidecar at " + address() + " could not be reached for POST " + route + "/foo: Connection refused");
        assertThat(failure.mayHaveBeenSent()).isFalse();
        assertThat(DAPR.target().received()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void killedWithinACall(String route) {
        HeldCalls held = DAPR.target().hold();
        CompletableFuture<Void> call = caller.any.send(Calls.to(route)).subscribeAsCompletionStage();
        held.await();

        DAPR.callerSidecar().kill();

        assertLost(route, call);
        held.awaitGivenUp();
        assertThat(DAPR.target().received()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void killedAndStartedAgain(String route) {
        Calls.atOnce(MANY, () -> caller.any.send(Calls.to(route)));

        DAPR.callerSidecar().kill();
        DAPR.callerSidecar().start();

        Calls.atOnce(MANY, () -> caller.any.send(Calls.to(route)));
        assertThat(DAPR.target().received()).hasSize(2 * MANY);
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void stoppedWithinACallThatIsAnswered(String route) {
        HeldCalls held = DAPR.target().hold();
        CompletableFuture<Void> call = caller.any.send(Calls.to(route)).subscribeAsCompletionStage();
        HeldCalls.Call arrived = held.await();

        askOwnSidecarToStop();
        arrived.answer();

        assertThat(call).succeedsWithin(Calls.LIMIT);
        assertThat(DAPR.target().received()).hasSize(1);
        DAPR.callerSidecar().stop();
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void stoppedWithinACallThatIsNotAnswered(String route) {
        HeldCalls held = DAPR.target().hold();
        CompletableFuture<Void> call = caller.any.send(Calls.to(route)).subscribeAsCompletionStage();
        held.await();

        askOwnSidecarToStop();

        assertLost(route, call);
        held.awaitGivenUp();
        assertThat(DAPR.target().received()).hasSize(1);
        DAPR.callerSidecar().stop();
    }

    private static void askOwnSidecarToStop() {
        int logged = DAPR.callerSidecar().logText().length();
        DAPR.callerSidecar().askToStop();
        await().atMost(Calls.LIMIT)
                .until(() -> DAPR.callerSidecar().logText().substring(logged).contains("beginning shutdown"));
    }

    private static void assertLost(String route, CompletableFuture<Void> call) {
        SidecarUnavailableException failure = Failure.of(SidecarUnavailableException.class, call);
        assertThat(failure).hasMessage("The connection to the Dapr sidecar at " + address()
                + " was lost before the response to POST " + route + "/foo: Connection was closed");
        assertThat(failure.mayHaveBeenSent()).isTrue();
    }

    private static String address() {
        return "http://127.0.0.1:" + DAPR.callerSidecar().httpPort();
    }
}
