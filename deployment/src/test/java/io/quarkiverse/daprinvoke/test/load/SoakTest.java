package io.quarkiverse.daprinvoke.test.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.support.BusySidecar;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * Successes, failures, timeouts and cancellations at full speed for a long time: {@code -Dsoak.minutes=10}.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "[0-9]+", disabledReason = "Takes as long as -Dsoak.minutes says")
class SoakTest {

    private static final int POOL_SIZE = 40;
    // Event loops do not share theirs
    private static final int MAX_CONNECTIONS = 2 * POOL_SIZE;
    private static final int CALLERS = 64;

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Order.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", String.valueOf(POOL_SIZE))
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-wait-queue-size", "32")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", BusySidecar.get().url())
            // The failures of which Vert.x speaks are what is wanted here
            .overrideConfigKey("quarkus.log.category.\"io.vertx\".level", "OFF")
            .overrideConfigKey("quarkus.log.category.\"io.quarkus.mutiny\".level", "OFF");

    public record Order(String id, String text) {
    }

    /** The actions of the sidecar. The name is the method that is called. */
    enum Kind {
        ECHO,
        STATUS,
        SILENCE,
        HANG_UP,
        CUT_SHORT,
        GARBAGE,
        STREAM
    }

    @Inject
    Vertx vertx;

    @Inject
    SidecarClient client;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "{kind}")
    RequestEmitter<Order, Order> orders;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "{kind}")
    RequestEmitter<Multi<Buffer>, Multi<Buffer>> streams;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger pending = new AtomicInteger();
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final Map<Kind, LongAdder> started = new EnumMap<>(Kind.class);
    private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();

    @Test
    void leavesNothingBehind() {
        Duration duration = Duration.ofMinutes(Long.getLong("soak.minutes"));
        for (Kind kind : Kind.values()) {
            started.put(kind, new LongAdder());
        }
        for (int i = 0; i < CALLERS; i++) {
            // Verticles are given to the event loops by turns; all contexts of this thread would be the same
            vertx.deployVerticle(new AbstractVerticle() {
                @Override
                public void start() {
                    call(context);
                }
            });
        }
        // Classes are loaded, code is compiled, the pool is full
        pause(Duration.ofSeconds(Math.min(60, duration.toSeconds() / 5)));
        long heapAtStart = usedHeap();
        report("start", heapAtStart);
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            pause(Duration.ofNanos(Math.min(Duration.ofMinutes(1).toNanos(), Math.max(1, end - System.nanoTime()))));
            report("under way", usedHeap());
            assertThat(BusySidecar.get().connections()).isLessThanOrEqualTo(MAX_CONNECTIONS);
        }
        stopped.set(true);
        await().atMost(Duration.ofSeconds(30)).until(() -> pending.get() == 0 && client.inFlight().count() == 0);
        long heapAtEnd = usedHeap();
        report("end", heapAtEnd);
        assertThat(heapAtEnd).isLessThan(heapAtStart + (8 << 20));
        assertThat(BusySidecar.get().connections()).isLessThanOrEqualTo(MAX_CONNECTIONS);
        started.forEach((kind, count) -> assertThat(count.sum()).as(kind.name()).isPositive());
        assertThat(cancelled.sum()).isPositive();
    }

    private static void pause(Duration duration) {
        await().pollDelay(duration).atMost(duration.plusSeconds(60)).until(() -> true);
    }

    private static long usedHeap() {
        // Twice, because what the first one finds may be kept for finalization
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void report(String when, long heap) {
        System.out.printf("Soak, %s: heap after GC %.1f MiB, %d open connections, %d pending calls; so far %d succeeded, "
                + "%d cancelled, failed %s%n", when, heap / 1048576.0, BusySidecar.get().connections(), pending.get(),
                succeeded.sum(), cancelled.sum(), failed);
    }

    private void call(Context context) {
        if (stopped.get()) {
            return;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int number = random.nextInt(100);
        Kind kind = number < 70 ? Kind.ECHO : Kind.values()[1 + number % (Kind.values().length - 1)];
        started.get(kind).increment();
        pending.incrementAndGet();
        AtomicBoolean over = new AtomicBoolean();
        Cancellable call = uni(kind).subscribe().with(item -> ended(context, over, succeeded), failure -> ended(context, over,
                failed.computeIfAbsent(failure.getClass().getSimpleName(), name -> new LongAdder())));
        if (number % 10 == 0) {
            // Before, while or after it is answered
            vertx.setTimer(1 + random.nextInt(20), id -> {
                call.cancel();
                ended(context, over, cancelled);
            });
        }
    }

    private Uni<?> uni(Kind kind) {
        Duration timeout = kind == Kind.SILENCE ? Duration.ofMillis(30) : Duration.ofSeconds(10);
        if (kind == Kind.STREAM) {
            Multi<Buffer> chunks = Multi.createFrom().range(0, 20).map(i -> Buffer.buffer(new byte[4096]));
            return streams.request(InvokeMethodParameters.of(chunks).binding("kind", kind.name()).timeout(timeout))
                    .chain(reply -> reply.collect().last());
        }
        return orders.request(InvokeMethodParameters.of(new Order("o-1", "some text")).binding("kind", kind.name())
                .timeout(timeout));
    }

    private void ended(Context context, AtomicBoolean over, LongAdder outcome) {
        if (over.compareAndSet(false, true)) {
            outcome.increment();
            pending.decrementAndGet();
            context.runOnContext(v -> call(context));
        }
    }
}
