package io.quarkiverse.daprinvoke.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
