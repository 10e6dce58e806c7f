package io.quarkiverse.daprinvoke.runtime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The application waits for the calls that have not ended, and for none that has.
 */
class InFlightCallsTest {

    private static final Duration EVER = Duration.ofDays(1);

    private final InFlightCalls calls = new InFlightCalls();

    @Test
    void aCallThatEndsTwiceEndsOnce() {
        InFlightCalls.Entry first = calls.enter();
        calls.enter();
        first.leave();
        first.leave();
        assertThat(calls.count()).isEqualTo(1);
    }

    @Test
    void thoseThatHaveNotEndedInTimeAreCounted() {
        calls.begin();
        calls.begin();
        assertThat(calls.awaitNone(Duration.ZERO)).isEqualTo(2);
        assertThat(calls.awaitNone(Duration.ofMillis(1))).isEqualTo(2);
        calls.end();
        assertThat(calls.awaitNone(Duration.ofMillis(1))).isEqualTo(1);
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        calls.begin();
        Thread.currentThread().interrupt();
        assertThat(calls.awaitNone(EVER)).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Were the end of one missed, the wait would be one for ever. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void theEndOfTheLastOneIsNotMissedWheneverItComes() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 5_000; round++) {
                InFlightCalls calls = new InFlightCalls();
                calls.begin();
                calls.begin();
                Future<?> ended = thread.submit(() -> {
                    calls.end();
                    calls.end();
                });
                assertThat(calls.awaitNone(EVER)).isZero();
                ended.get();
            }
        } finally {
            thread.shutdownNow();
        }
    }
}
