package io.quarkiverse.daprinvoke.test.invocation.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.assertj.core.util.Throwables;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.support.AllEventLoops;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;

/**
 * Calls from all event loops at once, and from a thread that is gone by the time of the outcome.
 */
class AllEventLoopsTest {

    private static final int EVENT_LOOPS = 4;
    private static final int CALLERS = 4;

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(AllEventLoops.class)
            .overrideRuntimeConfigKey("quarkus.vertx.event-loops-pool-size", String.valueOf(EVENT_LOOPS))
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SharedSidecar.mortal().url());

    @Inject
    Vertx vertx;

    @Inject
    SidecarClient client;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    /** Makes one call after the other on a context until it is stopped. */
    private final class Caller {

        private final Context context;
        private final AtomicBoolean stopped;
        private final Map<String, Throwable> failures;
        private final Set<String> answered;
        private final String name;
        private final CompletableFuture<Integer> made = new CompletableFuture<>();
        private int calls;

        Caller(Context context, String name, AtomicBoolean stopped, Map<String, Throwable> failures, Set<String> answered) {
            this.context = context;
            this.name = name;
            this.stopped = stopped;
            this.failures = failures;
            this.answered = answered;
        }

        void next() {
            context.runOnContext(v -> {
                if (stopped.get()) {
                    made.complete(calls);
                    return;
                }
                String id = name + "-" + calls++;
                emitter.request(id).subscribe().with(reply -> {
                    if (reply.equals(id)) {
                        answered.add(id);
                    } else {
                        failures.put(id, new AssertionError("StubbedResponse of another call: " + reply));
                    }
                    next();
                }, failure -> {
                    failures.put(id, failure);
                    next();
                });
            });
        }
    }

    @Test
    void eachConnectionBelongsToOne() {
        List<Context> eventLoops = AllEventLoops.of(vertx);
        assertThat(eventLoops).hasSize(EVENT_LOOPS);
        CountDownLatch enough = new CountDownLatch(EVENT_LOOPS * CALLERS * 25);
        Map<Integer, Set<String>> users = new ConcurrentHashMap<>();
        SharedSidecar.mortal().answer((request, out) -> {
            users.computeIfAbsent(request.connection(), number -> ConcurrentHashMap.newKeySet())
                    .add(request.text().split("-")[0]);
            enough.countDown();
            return RawSidecar.ok(request.text()).to(request, out);
        });
        AtomicBoolean stopped = new AtomicBoolean();
        Map<String, Throwable> failures = new ConcurrentHashMap<>();
        List<Caller> callers = start(stopped, failures, ConcurrentHashMap.newKeySet());
        assertThat(await(enough)).isTrue();
        stopped.set(true);
        callers.forEach(caller -> assertThat(caller.made).succeedsWithin(Duration.ofSeconds(30)));
        assertThat(failures).isEmpty();
        assertThat(users.values()).allMatch(names -> names.size() == 1);
        Set<String> all = new HashSet<>();
        users.values().forEach(all::addAll);
        assertThat(all).hasSize(EVENT_LOOPS);
        // Each caller waits for its response, and connections are kept
        assertThat(users).hasSizeLessThanOrEqualTo(EVENT_LOOPS * CALLERS);
    }

    private List<Caller> start(AtomicBoolean stopped, Map<String, Throwable> failures, Set<String> answered) {
        List<Caller> callers = new ArrayList<>();
        List<Context> eventLoops = AllEventLoops.of(vertx);
        for (int i = 0; i < eventLoops.size() * CALLERS; i++) {
            int loop = i % eventLoops.size();
            callers.add(new Caller(eventLoops.get(loop), "loop" + loop + "-" + i, stopped, failures, answered));
        }
        callers.forEach(Caller::next);
        return callers;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @RepeatedTest(3)
    void aSidecarThatIsRestartedUnderTheirLoadLosesNothingThatWasNotSent() {
        Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
        AtomicInteger requests = new AtomicInteger();
        RawSidecar.Answer answer = (request, out) -> {
            seen.computeIfAbsent(request.text(), id -> new AtomicInteger()).incrementAndGet();
            requests.incrementAndGet();
            return RawSidecar.ok(request.text()).to(request, out);
        };
        SharedSidecar.mortal().answer(answer);
        AtomicBoolean stopped = new AtomicBoolean();
        Map<String, Throwable> failures = new ConcurrentHashMap<>();
        Set<String> answered = ConcurrentHashMap.newKeySet();
        List<Caller> callers = start(stopped, failures, answered);
        for (int restart = 0; restart < 5; restart++) {
            awaitMore(requests, 100);
            SharedSidecar.restartMortal();
        }
        awaitMore(requests, 100);
        stopped.set(true);
        int made = 0;
        for (Caller caller : callers) {
            assertThat(caller.made).succeedsWithin(Duration.ofSeconds(30));
            made += caller.made.join();
        }
        // Each has one outcome, and none was sent twice
        assertThat(answered.size() + failures.size()).isEqualTo(made);
        assertThat(seen.values()).allMatch(times -> times.get() == 1);
        assertThat(seen.keySet()).containsAll(answered);
        failures.forEach((id, failure) -> {
            assertThat(failure).as(id).isInstanceOf(DaprInvokeException.class);
            if (!((DaprInvokeException) failure).mayHaveBeenSent()) {
                assertThat(failure).isExactlyInstanceOf(SidecarUnavailableException.class);
                assertThat(seen).as(failure.getMessage()).doesNotContainKey(id);
                // No connection could be made then; on a connection that was lost before, the call would have gone to another
                assertThat(Throwables.getRootCause(failure)).isInstanceOf(SocketException.class);
            }
        });
        assertThat(client.inFlight().count()).isZero();
    }

    private static void awaitMore(AtomicInteger requests, int count) {
        int target = requests.get() + count;
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> requests.get() >= target);
    }

    @Test
    void oneOfThemTellsTheOutcomeToAWorkerVerticleWhoseThreadsAreGone() throws Exception {
        CountDownLatch undeployed = new CountDownLatch(1);
        SharedSidecar.mortal().answer((request, out) -> undeployed.await(60, TimeUnit.SECONDS)
                && RawSidecar.ok(request.text()).to(request, out));
        Map<String, CompletableFuture<String>> outcomes = new HashMap<>();
        for (String kind : List.of("replied", "cancelled", "sent")) {
            outcomes.put(kind, new CompletableFuture<>());
        }
        ConcurrentLinkedQueue<Cancellable> toCancel = new ConcurrentLinkedQueue<>();
        String verticle = done(vertx.deployVerticle(new AbstractVerticle() {
            @Override
            public void start() {
                assertThat(Context.isOnWorkerThread()).isTrue();
                emitter.request("replied").subscribe().with(reply -> outcomes.get("replied").complete(
                        reply + ", on event loop: " + Context.isOnEventLoopThread()),
                        outcomes.get("replied")::completeExceptionally);
                emitter.send("sent").subscribe().with(sent -> outcomes.get("sent").complete(
                        "sent, on event loop: " + Context.isOnEventLoopThread()), outcomes.get("sent")::completeExceptionally);
                toCancel.add(emitter.request("cancelled").subscribe().with(outcomes.get("cancelled")::complete,
                        outcomes.get("cancelled")::completeExceptionally));
            }
        }, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER).setWorkerPoolName("own").setWorkerPoolSize(1)));
        for (int i = 0; i < 3; i++) {
            SharedSidecar.mortal().next();
        }
        assertThat(client.inFlight().count()).isEqualTo(3);
        done(vertx.undeploy(verticle));
        toCancel.remove().cancel();
        undeployed.countDown();
        assertThat(outcomes.get("replied")).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("replied, on event loop: true");
        assertThat(outcomes.get("sent")).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("sent, on event loop: true");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> client.inFlight().count() == 0);
        assertThat(outcomes.get("cancelled")).isNotDone();
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
