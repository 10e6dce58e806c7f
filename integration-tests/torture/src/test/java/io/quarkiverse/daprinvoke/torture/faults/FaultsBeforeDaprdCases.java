package io.quarkiverse.daprinvoke.torture.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.vertx.core.Vertx;

/** Calls while the way to a real sidecar is faulty, whose outcomes agree with what arrived at the called application. */
abstract class FaultsBeforeDaprdCases {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int CALLS_OF_LOOP = 10;
    private static final List<Fault> FAULTS = List.of(Fault.LATENCY, Fault.SLICES, Fault.CUT_REPLIES,
            Fault.RESETS_AFTER_A_WHILE, Fault.CLOSED_WITHOUT_REPLY, Fault.HALF_OPEN, Fault.DOWN, Fault.SOME_RESETS,
            Fault.SOME_HALF_OPEN);

    FaultyWay way;

    @Inject
    FaultEmitters emitters;

    @Inject
    SidecarClient client;

    @Inject
    Vertx vertx;

    @Test
    void outcomesAgreeWithWhatArrived() {
        assumeTrue(way.proxy() != null && way.daprd() != null, "there is no toxiproxy or no daprd: name them with the "
                + "environment variables TEST_PROGRAMS and DAPRD, which integration-tests/torture/programs and "
                + "integration-tests/daprd/build print");
        Load load = new Load(emitters, vertx, FaultyWay.EVENT_LOOPS);
        for (Fault fault : FAULTS) {
            await("calls that all succeed").atMost(PATIENCE).until(() -> {
                List<MadeCall> calls = load.burst(2, () -> Plan.simple(PATIENCE));
                load.awaitAll(PATIENCE);
                return calls.stream().allMatch(MadeCall::hasSucceeded);
            });
            fault.on(way.proxy());
            Random random = new Random(fault.ordinal());
            List<MadeCall> calls = load.burst(CALLS_OF_LOOP, () -> Plan.random(random, fault.timeout(), false));
            load.awaitAll(PATIENCE);
            assertThat(fault.others(calls)).as(fault.name()).isEmpty();
            way.proxy().reset();
        }
        assertThat(client.inFlight().count()).isZero();
        // Nothing is on its way any more
        way.daprd().close();
        await().atMost(PATIENCE).until(() -> way.sidecar().open() == 0);
        assertThat(load.problems(way.sidecar())).isEmpty();
    }
}
