package io.quarkiverse.daprinvoke.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RetrySettingsTest {

    private static final long YEAR = 365L * 24 * 60 * 60 * 1000;

    private static RetrySettings settings(long initialBackOff, long maxBackOff, double jitter) {
        return new RetrySettings(3, initialBackOff, maxBackOff, jitter, Set.of(), Set.of());
    }

    @ParameterizedTest
    @CsvSource({ "1,100", "2,200", "3,400", "4,800", "5,1000", "6,1000", "64,1000", "65,1000", "2147483647,1000" })
    void theBackOffDoublesUpToItsMaximum(int made, long millis) {
        assertThat(settings(100, 1000, 0).backOffMillis(made, 0.7)).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({ "0,0.9,400", "0.5,0,400", "0.5,0.5,300", "0.5,0.999999,201", "1,0,400", "1,0.5,200", "1,0.999999,1" })
    void chanceShortensItByItsPartAtMost(double jitter, double random, long millis) {
        assertThat(settings(100, 1000, jitter).backOffMillis(3, random)).isEqualTo(millis);
    }

    /** A back-off that is doubled is not rounded up to the maximum. */
    @ParameterizedTest
    @CsvSource({ "2,200", "3,201" })
    void theMaximumNeedNotBeADoubling(int made, long millis) {
        assertThat(settings(100, 201, 0).backOffMillis(made, 0)).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({
            // Nothing was sent
            "0,false,POST,false,true", "0,false,POST,true,true", "0,false,GET,true,true",
            // The application may have seen it
            "0,true,GET,false,true", "0,true,GET,true,false", "0,true,POST,false,false", "0,true,POST,true,false",
            // It has answered
            "503,true,GET,false,true", "503,true,GET,true,false", "503,true,POST,false,false", "500,true,GET,false,false" })
    void aCallIsTriedAgainIfThatCanDoNoHarm(int status, boolean sent, String verb, boolean sentOnce, boolean again) {
        RetrySettings settings = new RetrySettings(3, 1, 1, 0, Set.of(503), Set.of("GET"));
        InvocationTarget target = new InvocationTarget("orders", "create", verb);
        Throwable failure = status == 0 ? new SidecarUnavailableException(target, "gone", sent, null)
                : new InvocationStatusException(target,
                        new InvokeResponse<>(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer()), true, null, null,
                        null);
        assertThat(settings.covers(failure, HttpMethod.valueOf(verb), sentOnce)).isEqualTo(again);
        assertThat(settings.covers(new IllegalStateException(), HttpMethod.GET, false)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "1", "2" })
    void theMaximumCountsBeforeTheBeginning(int made) {
        assertThat(settings(1000, 10, 0).backOffMillis(made, 0)).isEqualTo(10);
    }

    @Property
    void itIsNeverShorterThanATimerCanBeNorLongerThanItsMaximum(@ForAll @LongRange(min = 1, max = YEAR) long initial,
            @ForAll @LongRange(min = 1, max = YEAR) long max, @ForAll @DoubleRange(min = 0, max = 1) double jitter,
            @ForAll @IntRange(min = 1) int made,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
        long longest = settings(initial, max, 0).backOffMillis(made, random);
        assertThat(longest).isBetween(Math.min(initial, max), max);
        assertThat(settings(initial, max, jitter).backOffMillis(made, random))
                .isBetween(Math.max(1, (long) (longest * (1 - jitter)) - 1), longest);
    }
}
