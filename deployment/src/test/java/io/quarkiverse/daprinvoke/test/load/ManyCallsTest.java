package io.quarkiverse.daprinvoke.test.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Many more calls at once than the sidecar answers.
 */
class ManyCallsTest {

    private static final int CALLS = 10_000;
    private static final int CONNECTIONS = 50;
    private static final int WAITING = 500;

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Payload.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", String.valueOf(CONNECTIONS))
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-wait-queue-size", String.valueOf(WAITING));

    public record Payload(int number) {
    }

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Payload> emitter;

    private final AtomicIntegerArray outcomes = new AtomicIntegerArray(CALLS);
    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger other = new AtomicInteger();

    @Test
    void areBoundedAndEachEndsOnce() {
        RawSidecar sidecar = SharedSidecar.get();
        CountDownLatch released = new CountDownLatch(1);
        sidecar.answer((request, out) -> released.await(60, TimeUnit.SECONDS) && RawSidecar.ok("").to(request, out));
        int connectionsBefore = sidecar.connections();
        List<WeakReference<Payload>> payloads = start();

        // The surplus is refused while the sidecar has not answered a single call, and leaves nothing in memory
        await().atMost(Duration.ofSeconds(30)).until(() -> refused.get() >= CALLS - CONNECTIONS - WAITING);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            // The body of a call under way is encoded, so its payload is not needed any more either
            return payloads.stream().filter(payload -> payload.get() != null).count() <= CONNECTIONS + WAITING;
        });
        assertThat(succeeded).hasValue(0);

        released.countDown();
        await().atMost(Duration.ofSeconds(60)).until(() -> succeeded.get() + refused.get() + other.get() == CALLS);
        assertThat(other).hasValue(0);
        // A call for which a connection is being opened has a place in the queue until then
        assertThat(succeeded.get()).isBetween(WAITING, CONNECTIONS + WAITING);
        for (int i = 0; i < CALLS; i++) {
            assertThat(outcomes.get(i)).as("outcomes of call %d", i).isEqualTo(1);
        }
        assertThat(sidecar.connections() - connectionsBefore).isLessThanOrEqualTo(CONNECTIONS);
        Set<String> received = new HashSet<>();
        while (sidecar.pending() > 0) {
            assertThat(received.add(sidecar.next().text())).isTrue();
        }
        assertThat(received).hasSize(succeeded.get());
        sidecar.answer(RawSidecar.ok(""));
        Calls.item(emitter.send(new Payload(-1)));
    }

    /** On several event loops, as an application under load would do. */
    private List<WeakReference<Payload>> start() {
        List<WeakReference<Payload>> payloads = new ArrayList<>();
        List<Runnable> batch = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            int number = i;
            Payload payload = new Payload(number);
            payloads.add(new WeakReference<>(payload));
            batch.add(() -> emitter.send(payload).subscribe().with(sent -> ended(number, succeeded), failure -> {
                boolean queueFull = failure instanceof SidecarUnavailableException unavailable
                        && !unavailable.mayHaveBeenSent() && failure.getMessage().contains("the wait queue is full");
                ended(number, queueFull ? refused : other);
            }));
            if (batch.size() == CALLS / 10) {
                Context context = vertx.getOrCreateContext();
                List<Runnable> tasks = List.copyOf(batch);
                context.runOnContext(v -> tasks.forEach(Runnable::run));
                batch.clear();
            }
        }
        return payloads;
    }

    private void ended(int number, AtomicInteger kind) {
        outcomes.incrementAndGet(number);
        kind.incrementAndGet();
    }
}
