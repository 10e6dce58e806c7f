package io.quarkiverse.daprinvoke.test.invocation.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.AllEventLoops;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * All event loops share the limits of calls under way and of calls that wait; who waits is served in turn.
 */
class SharedPlacesTest {

    private static final int EVENT_LOOPS = 4;
    private static final int QUEUE = 2 * EVENT_LOOPS;

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(AllEventLoops.class)
            .overrideRuntimeConfigKey("quarkus.vertx.event-loops-pool-size", String.valueOf(EVENT_LOOPS))
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-wait-queue-size", String.valueOf(QUEUE));

    final RawSidecar sidecar = SharedSidecar.get();
    private final BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();
    private CountDownLatch released;

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @BeforeEach
    void forget() {
        released = new CountDownLatch(1);
        outcomes.clear();
    }

    /** Makes a call on an event loop; when this returns, it has its place, or waits for one. */
    private Cancellable start(Context eventLoop, InvokeMethodParameters<String> call) {
        CompletableFuture<Cancellable> started = new CompletableFuture<>();
        eventLoop.runOnContext(v -> started.complete(emitter.request(call).subscribe().with(outcomes::add, outcomes::add)));
        return started.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Takes the only place. */
    private void hold(Context eventLoop) {
        CountDownLatch released = this.released;
        sidecar.answer((request, out) -> released.await(60, TimeUnit.SECONDS)
                && RawSidecar.ok(request.text()).to(request, out));
        start(eventLoop, InvokeMethodParameters.of("holder"));
        assertThat(sidecar.next().text()).isEqualTo("holder");
    }

    private Object outcome() throws InterruptedException {
        return outcomes.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void oneThatIsBusyDoesNotKeepTheOthersWaiting() {
        List<Context> eventLoops = AllEventLoops.of(vertx);
        Context busy = eventLoops.get(0);
        hold(busy);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < QUEUE / 2; i++) {
            expected.add("busy" + i);
            emitAgainAndAgain(busy, "busy" + i);
        }
        for (int i = 1; i < EVENT_LOOPS; i++) {
            expected.add("other" + i);
            start(eventLoops.get(i), InvokeMethodParameters.of("other" + i));
        }
        released.countDown();
        List<String> received = new ArrayList<>();
        for (int i = 0; i < 3 * QUEUE / 2 + EVENT_LOOPS - 1; i++) {
            received.add(sidecar.next().text());
        }
        // The later demand of the busy event loop is served after the others
        assertThat(received).as("outcomes: " + outcomes).startsWith(expected.toArray(String[]::new));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> outcomes.size() == QUEUE / 2 + EVENT_LOOPS);
        assertThat(outcomes).allMatch(String.class::isInstance);
    }

    /** A few times each, so that the busy one always has something that waits. */
    private void emitAgainAndAgain(Context busy, String name) {
        CompletableFuture<Void> started = new CompletableFuture<>();
        busy.runOnContext(v -> {
            emitter.request(name).chain(() -> emitter.request("again")).chain(() -> emitter.request("again")).subscribe()
                    .with(outcomes::add, outcomes::add);
            started.complete(null);
        });
        started.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** In that order, the holder first; nothing else is sent. */
    private void assertThatTheseAreServed(List<String> names) throws InterruptedException {
        List<Object> told = new ArrayList<>();
        for (int i = 0; i <= names.size(); i++) {
            told.add(outcome());
        }
        assertThat(told).contains("holder").containsAll(names);
        for (String name : names) {
            assertThat(sidecar.next().text()).isEqualTo(name);
        }
        assertThat(sidecar.pending()).isZero();
        assertThat(outcomes).isEmpty();
    }

    private void assertThatAllMayWait(List<Context> eventLoops, String name) throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < QUEUE; i++) {
            names.add(name + i);
            start(eventLoops.get(i % EVENT_LOOPS), InvokeMethodParameters.of(name + i));
        }
        assertThat(outcomes).isEmpty();
        released.countDown();
        assertThatTheseAreServed(names);
    }

    @Test
    void thoseWhoCancelLeaveTheirPlacesInTheQueueAtOnce() throws Exception {
        List<Context> eventLoops = AllEventLoops.of(vertx);
        hold(eventLoops.get(0));
        List<Cancellable> waiting = new ArrayList<>();
        for (int i = 0; i < QUEUE; i++) {
            // All on one event loop, which is too busy to notice it
            waiting.add(start(eventLoops.get(0), InvokeMethodParameters.of("cancelled" + i)));
        }
        CountDownLatch free = new CountDownLatch(1);
        eventLoops.get(0).runOnContext(v -> {
            try {
                free.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.forEach(Cancellable::cancel);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < QUEUE; i++) {
            names.add("next" + i);
            start(eventLoops.get(1), InvokeMethodParameters.of("next" + i));
        }
        // Not one was refused
        assertThat(outcomes).isEmpty();
        free.countDown();
        released.countDown();
        assertThatTheseAreServed(names);
    }

    @Test
    void thoseWhoTimeOutLeaveTheirPlacesInTheQueue() throws Exception {
        List<Context> eventLoops = AllEventLoops.of(vertx);
        hold(eventLoops.get(0));
        for (int i = 0; i < QUEUE; i++) {
            start(eventLoops.get(i % EVENT_LOOPS), InvokeMethodParameters.of("late" + i).timeout(Duration.ofMillis(200)));
        }
        for (int i = 0; i < QUEUE; i++) {
            assertThat(outcome()).isExactlyInstanceOf(InvocationTimeoutException.class)
                    .matches(failure -> !((InvocationTimeoutException) failure).mayHaveBeenSent());
        }
        assertThatAllMayWait(eventLoops, "next");
    }
}
