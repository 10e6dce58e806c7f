package io.quarkiverse.daprinvoke.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.runtime.call.RetrySettings;

/**
 * Losses in a row are waited out for the timeout of the call, and no longer.
 */
class LossesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Losses losses = losses(200, 5000, 0);

    private static Losses losses(long initialBackOff, long maxBackOff, double jitter) {
        return new Losses(new RetrySettings(1, initialBackOff, maxBackOff, jitter, Set.of(), Set.of()), TIMEOUT);
    }

    private static long seconds(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    /** A connection that was lost at once. */
    private long empty(double at, Duration retry) {
        return losses.delayMillis(seconds(at), 0, false, retry, 0);
    }

    private long afterAnEvent(double at, Duration retry) {
        return losses.delayMillis(seconds(at), 1, true, retry, 0);
    }

    @Test
    void waitLongerEachTimeUntilThereIsAnEvent() {
        assertThat(new long[] { empty(1, null), empty(2, null), empty(3, null) }).containsExactly(200, 400, 800);
        assertThat(afterAnEvent(4, null)).isEqualTo(200);
        assertThat(empty(5, null)).isEqualTo(400);
    }

    @Test
    void waitAsTheStreamHasSetAndNoLessIfThatHasNotHelped() {
        Duration retry = Duration.ofMillis(300);
        assertThat(new long[] { afterAnEvent(1, retry), empty(2, retry), empty(3, retry), afterAnEvent(4, retry) })
                .containsExactly(300, 400, 800, 300);
        assertThat(afterAnEvent(5, Duration.ofSeconds(50))).isEqualTo(50_000);
    }

    /** Otherwise a stream that breaks off after each event would keep all sides busy. */
    @ParameterizedTest
    @ValueSource(longs = { 0, 1, 99 })
    void doNotFollowEachOtherAtOnce(long millis) {
        assertThat(afterAnEvent(1, Duration.ofMillis(millis))).isEqualTo(100);
        assertThat(losses(20, 20, 0).delayMillis(0, 1, true, Duration.ofMillis(millis), 0)).isEqualTo(Math.max(millis, 20));
    }

    @Test
    void leaveAPartOfTheBackOffToChance() {
        assertThat(losses(200, 200, 0.5).delayMillis(0, 0, false, null, 0.5)).isEqualTo(150);
    }

    @Test
    void areGivenUpWhenTheyHaveGoneOnForTheTimeout() {
        assertThat(empty(1000, null)).isEqualTo(200);
        // The last delay must end before the time is over
        assertThat(empty(1059, null)).isEqualTo(400);
        assertThat(empty(1059.5, null)).isEqualTo(Losses.GIVE_UP);
    }

    @Test
    void areGivenUpAtOnceIfTheStreamWantsALongerDelayThanTheTimeout() {
        assertThat(afterAnEvent(1, Duration.ofMillis(59_999))).isEqualTo(59_999);
        assertThat(afterAnEvent(100, TIMEOUT)).isEqualTo(Losses.GIVE_UP);
        assertThat(afterAnEvent(200, Duration.ofMillis(Long.MAX_VALUE / 1_000_000))).isEqualTo(Losses.GIVE_UP);
    }

    @Test
    void haveTheWholeTimeAgainAfterAnEvent() {
        assertThat(empty(0, null)).isEqualTo(200);
        assertThat(afterAnEvent(90, null)).isEqualTo(200);
        assertThat(empty(149, null)).isEqualTo(400);
    }

    /** Nothing but heartbeats came, but for so long that the timeout would have ended the call otherwise. */
    @Test
    void haveTheWholeTimeAgainAfterAConnectionThatStoodForTheTimeout() {
        assertThat(empty(0, null)).isEqualTo(200);
        assertThat(losses.delayMillis(seconds(70), seconds(60), false, null, 0)).isEqualTo(200);
        assertThat(losses.delayMillis(seconds(129.5), seconds(59), false, null, 0)).isEqualTo(400);
        assertThat(losses.delayMillis(seconds(131), seconds(1), false, null, 0)).isEqualTo(Losses.GIVE_UP);
    }

    /** The clock may begin anywhere, and pass its end. */
    @Test
    void doNotDependOnWhereTheClockBegins() {
        long start = Long.MAX_VALUE - seconds(1);
        assertThat(losses.delayMillis(start, 0, false, null, 0)).isEqualTo(200);
        assertThat(losses.delayMillis(start + seconds(30), 0, false, null, 0)).isEqualTo(400);
        assertThat(losses.delayMillis(start + seconds(60), 0, false, null, 0)).isEqualTo(Losses.GIVE_UP);
    }
}
