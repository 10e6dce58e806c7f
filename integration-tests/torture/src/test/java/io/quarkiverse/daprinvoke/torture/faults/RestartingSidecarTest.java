package io.quarkiverse.daprinvoke.torture.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

import jakarta.inject.Inject;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;

/**
 * Calls of all kinds from all event loops for a long time, while the sidecar ends and is started again, with the HTTP version
 * that
 * {@code -Dtorture.http-version} says.
 */
@QuarkusTest
@TestProfile(WithoutDevServices.class)
@QuarkusTestResource(value = RestartingSidecar.class, restrictToAnnotatedClass = true)
@EnabledIfSystemProperty(named = "torture.soak", matches = "[0-9]+", disabledReason = "Takes as many minutes as -Dtorture.soak says")
class RestartingSidecarTest {

    private static final int CALLS_OF_LOOP = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long MEBIBYTE = 1 << 20;
    private static final int MOST_PROBLEMS = 20;

    RestartingSidecar sidecar;

    @Inject
    FaultEmitters emitters;

    @Inject
    SidecarClient client;

    @Inject
    Vertx vertx;

    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final LongAdder replies = new LongAdder();
    private final Collection<String> problems = new ConcurrentLinkedQueue<>();
    private final long begin = System.nanoTime();
    private Load load;

    @Test
    void leavesNothingBehind() {
        Duration duration = Duration.ofMinutes(Long.getLong("torture.soak"));
        load = new Load(emitters, vertx, RestartingSidecar.EVENT_LOOPS, this::ended);
        // Classes are loaded, code is compiled, the sidecar has ended several times
        run(Duration.ofSeconds(Math.min(120, duration.toSeconds() / 4)));
        Footprint start = Footprint.now();
        report("start", start);
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            run(Duration.ofNanos(Math.min(Duration.ofMinutes(5).toNanos(), Math.max(1, end - System.nanoTime()))));
            report("calm", Footprint.now());
        }
        Footprint last = Footprint.now();
        report("end", last);
        System.out.printf("Soak: %d restarts of the sidecar, replies of another call: %d; calls:%n", sidecar.restarts(),
                replies.sum());
        counts.forEach((kind, count) -> System.out.printf("Soak: |%s |%,d%n", kind, count.sum()));
        // All of them are reported, because it takes long to see the next
        SoftAssertions.assertSoftly(all -> {
            all.assertThat(problems).as("problems").isEmpty();
            all.assertThat(replies.sum()).as("replies of another call").isZero();
            all.assertThat(counts).as("outcomes").containsKeys("succeeded", "cancelled");
            all.assertThat(last.heap()).as("heap").isLessThan(start.heap() + 8 * MEBIBYTE);
            all.assertThat(last.direct()).as("direct memory").isLessThan(start.direct() + 32 * MEBIBYTE);
            all.assertThat(last.threads()).as("threads").isLessThanOrEqualTo(start.threads() + 8);
            all.assertThat(last.sockets()).as("sockets")
                    .isLessThanOrEqualTo(start.sockets() + 2 * RestartingSidecar.PLACES);
        });
    }

    /** Makes calls for so long, and waits until all have ended and calls succeed. */
    private void run(Duration duration) {
        load.keepUp(CALLS_OF_LOOP, () -> Plan.random(ThreadLocalRandom.current(), timeout(), true));
        await().pollDelay(duration).atMost(duration.plus(PATIENCE)).until(() -> true);
        load.stop();
        load.awaitAll(PATIENCE);
        await().atMost(PATIENCE).until(() -> client.inFlight().count() == 0);
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<MadeCall> calls = load.eachLoop(Plan.simple(Duration.ofSeconds(10)));
            load.awaitAll(PATIENCE);
            assertThat(calls).extracting(MadeCall::kind).containsOnly("succeeded");
        });
    }

    private static Duration timeout() {
        return Duration.ofMillis(50 + ThreadLocalRandom.current().nextInt(5000));
    }

    private void ended(MadeCall call) {
        counts.computeIfAbsent(call.kind(), kind -> new LongAdder()).increment();
        if (call.hasReplyOfAnother()) {
            replies.increment();
        }
        String problem = call.problem();
        if (problem != null && problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        }
    }

    private void report(String when, Footprint footprint) {
        System.out.printf("Soak: |%s |%d min |%d calls |heap %.1f MiB |direct memory %.1f MiB |%d threads |%d sockets%n", when,
                Duration.ofNanos(System.nanoTime() - begin).toMinutes(), load.over(), footprint.heap() / (double) MEBIBYTE,
                footprint.direct() / (double) MEBIBYTE, footprint.threads(), footprint.sockets());
    }
}
