package io.quarkiverse.daprinvoke.daprd;

import static io.quarkiverse.daprinvoke.daprd.support.Topology.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Failure;
import io.quarkiverse.daprinvoke.daprd.support.HeldCalls;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The called application, or its sidecar, is not there, dies within a call, and comes back.
 */
@QuarkusTest
class TargetFailureTest {

    @RegisterExtension
    static final Topology DAPR = new Topology();

    private static final String URL = "\"http://127.0.0.1:\\d+/foo\"";

    @Inject
    Caller caller;

    private static String ofApplication(String route, String reason) {
        return (route.equals(TARGET) ? "rpc error: code = Internal desc = error invoking app channel: " : "") + "Post " + URL
                + ": " + reason;
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void theApplicationIsKilledWithinACall(String route) {
        HeldCalls held = DAPR.target().hold();
        CompletableFuture<Void> call = caller.any.send(Calls.to(route)).subscribeAsCompletionStage();
        held.await();

        DAPR.target().stop();

        Failure.ofSidecar(500, route, ofApplication(route, "(EOF|read tcp .*: connection reset by peer)"), call);
        assertThat(DAPR.target().received()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void theApplicationIsDownAndComesBack(String route) {
        DAPR.target().stop();
        Failure.ofSidecar(500, route, ofApplication(route, "dial tcp .*: connect: connection refused"),
                caller.any.send(Calls.to(route)));
        assertThat(DAPR.target().received()).isEmpty();

        DAPR.target().start();
        caller.any.send(Calls.to(route)).await().atMost(Calls.LIMIT);

        assertThat(DAPR.target().received()).hasSize(1);
    }

    @Test
    void itsSidecarIsKilledWithinACall() {
        HeldCalls held = DAPR.target().hold();
        CompletableFuture<Void> call = caller.any.send(Calls.to(TARGET)).subscribeAsCompletionStage();
        held.await();

        DAPR.targetSidecar().kill();

        Failure.ofSidecar(500, TARGET, triedAgain(), call);
        held.awaitGivenUp();
        assertThat(DAPR.target().received()).hasSize(1);
    }

    /** Nobody has asked for a retry: it is what a sidecar does without a policy. */
    @Test
    void itsSidecarIsKilledWithinACallAndComesBackSoon() {
        HeldCalls held = DAPR.target().hold();
        CompletableFuture<Void> call = caller.any.send(Calls.to(TARGET)).subscribeAsCompletionStage();
        held.await();

        DAPR.targetSidecar().kill();
        DAPR.targetSidecar().launch();
        held.await().answer();

        assertThat(call).succeedsWithin(Calls.LIMIT);
        assertThat(DAPR.target().received()).hasSize(2);
        // The sidecar of the caller adds one for each try
        assertThat(DAPR.target().received().get(0).headers().getAll("x-forwarded-for")).hasSize(1);
        assertThat(DAPR.target().received().get(1).headers().getAll("x-forwarded-for"))
                .hasSizeGreaterThan(1);
    }

    @Test
    void itsSidecarIsDownAndComesBack() {
        DAPR.targetSidecar().kill();
        Failure.ofSidecar(500, TARGET, triedAgain(), caller.any.send(Calls.to(TARGET)));
        assertThat(DAPR.target().received()).isEmpty();

        DAPR.targetSidecar().start();
        caller.any.send(Calls.to(TARGET)).await().atMost(Calls.LIMIT);

        assertThat(DAPR.target().received()).hasSize(1);
    }

    private static String triedAgain() {
        return "failed to invoke target " + TARGET + " after 3 retries\\. Error: rpc error: code = Unavailable desc = .*";
    }

    @Test
    void itsSidecarIsStoppedWithinACallThatIsAnswered() {
        HeldCalls held = DAPR.target().hold();
        CompletableFuture<Void> call = caller.any.send(Calls.to(TARGET)).subscribeAsCompletionStage();
        HeldCalls.Call arrived = held.await();

        int logged = DAPR.targetSidecar().logText().length();
        DAPR.targetSidecar().askToStop();
        await().atMost(Calls.LIMIT)
                .until(() -> DAPR.targetSidecar().logText().substring(logged).contains("beginning shutdown"));
        arrived.answer();

        assertThat(call).succeedsWithin(Calls.LIMIT);
        assertThat(DAPR.target().received()).hasSize(1);
        DAPR.targetSidecar().stop();
    }
}
