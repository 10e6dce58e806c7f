package io.quarkiverse.daprinvoke.torture.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.torture.replies.LogRecords;
import io.vertx.core.Vertx;

/**
 * Calls from all event loops while the way to the sidecar is faulty. Each has one outcome in time, which agrees with what
 * arrived;
 * afterwards everything works again, and nothing is left over.
 */
abstract class FaultsCases {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int CALLS_OF_LOOP = 10;
    private static final int SHORT_ROUNDS = 3;
    private static final int CALLS_OF_SHORT_ROUND = 200;
    private static final Duration LONG_ROUND = Duration.ofSeconds(15);

    FaultyWay way;

    @Inject
    FaultEmitters emitters;

    @Inject
    SidecarClient client;

    @Inject
    Vertx vertx;

    private Toxiproxy proxy;
    private Load load;
    private LogRecords log;

    /** How many connections the application may have. */
    abstract int connections();

    /** The fault in which calls that are tried again arrive more than once; {@code null} if that is left to chance. */
    abstract Fault arrivesAgain();

    @BeforeEach
    void start() {
        proxy = way.proxy();
        assumeTrue(proxy != null, "there is no toxiproxy: name the folder with the environment variable TEST_PROGRAMS, which "
                + "integration-tests/torture/programs prints");
        proxy.reset();
        load = new Load(emitters, vertx, FaultyWay.EVENT_LOOPS);
        log = LogRecords.collect();
    }

    @AfterEach
    void nothingIsLogged() {
        if (log != null) {
            log.close();
            assertThat(log.take()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void outcomesAgreeWithWhatArrived(Fault fault) {
        // Some connections have had calls, and are idle
        load.burst(2, () -> Plan.simple(PATIENCE));
        load.awaitAll(PATIENCE);
        fault.on(proxy);
        Random random = new Random(fault.ordinal());
        List<MadeCall> calls = load.burst(CALLS_OF_LOOP, () -> Plan.random(random, fault.timeout(), false));
        load.awaitAll(PATIENCE);
        assertThat(fault.others(calls)).isEmpty();
        assertThat(calls.stream().map(MadeCall::thread).distinct()).hasSize(FaultyWay.EVENT_LOOPS);
        if (fault == arrivesAgain()) {
            assertThat(calls).as("calls that were tried again").anyMatch(call -> way.sidecar().begun(call.id()) > 1);
        }
        if (fault.keepsConnections()) {
            // Only the application can close them
            await("connections of calls that timed out").atMost(PATIENCE)
                    .until(() -> Sockets.keptTo(proxy.port()) == 0);
        }
        proxy.reset();
        everythingWorksAgain();
        assertThat(endedOutcomes(new TreeMap<>())).isEmpty();
    }

    /** For seconds, or for as many minutes as the property says. */
    @Test
    void outcomesAgreeWithWhatArrivedWhileFaultsChange() {
        long seed = Long.getLong("torture.seed", System.nanoTime());
        Random random = new Random(seed);
        ChangingFaults faults = new ChangingFaults(proxy, random);
        long end = System.nanoTime() + Duration.ofMinutes(Long.getLong("torture.minutes", 0)).toNanos();
        Map<String, Integer> counts = new TreeMap<>();
        int rounds = 0;
        do {
            int before = load.over();
            long roundEnd = System.nanoTime() + LONG_ROUND.toNanos();
            load.keepUp(CALLS_OF_LOOP, () -> randomPlan(random));
            while (end > roundEnd ? System.nanoTime() < roundEnd : load.over() - before < CALLS_OF_SHORT_ROUND) {
                faults.change();
            }
            load.stop();
            proxy.reset();
            load.awaitAll(PATIENCE);
            everythingWorksAgain();
            assertThat(endedOutcomes(counts)).as("with -Dtorture.seed=%d", seed).isEmpty();
            rounds++;
        } while (System.nanoTime() < end || rounds < SHORT_ROUNDS);
        System.out.printf(
                "Faults that change, %d connections at most: %d rounds, %d changes, toxiproxy hung %d times, seed %d: %s%n",
                connections(), rounds, faults.changes(), proxy.restarts(), seed, counts);
        assertThat(counts).containsKeys("succeeded", "cancelled");
    }

    private static Plan randomPlan(Random random) {
        // The generator is safe to share, but its order is not that of the calls
        return Plan.random(random, Duration.ofMillis(100 + random.nextInt(900)), true);
    }

    /** A connection may be closed just when a call uses it, so the first calls may fail. */
    private void everythingWorksAgain() {
        await("calls that all succeed").atMost(PATIENCE).until(() -> {
            List<MadeCall> calls = load.burst(CALLS_OF_LOOP, () -> Plan.simple(Duration.ofSeconds(10)));
            load.awaitAll(PATIENCE);
            return calls.stream().allMatch(MadeCall::hasSucceeded);
        });
        await().atMost(PATIENCE).until(() -> client.inFlight().count() == 0);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Sockets.to(proxy.port())).as(
                "connections of the application, of which %d have arrived", way.sidecar().open())
                .isLessThanOrEqualTo(connections()));
    }

    /**
     * Ends all connections, so that nothing is on its way any more.
     *
     * @param counts to which the outcomes are added
     * @return what is wrong with the calls so far
     */
    private List<String> endedOutcomes(Map<String, Integer> counts) {
        proxy.interrupt();
        await("sockets that are left").atMost(PATIENCE)
                .until(() -> Sockets.to(proxy.port()) == 0 && way.sidecar().open() == 0);
        List<String> problems = load.problems(way.sidecar(), counts);
        way.sidecar().forget();
        proxy.resume();
        return problems;
    }
}
