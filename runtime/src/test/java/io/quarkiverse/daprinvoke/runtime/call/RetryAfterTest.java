package io.quarkiverse.daprinvoke.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final long NOW = Instant.parse("1994-11-06T08:49:30Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({ "0,0", "1,1000", "120,120000", "007,7000", "999999999999999,999999999999999000",
            "1000000000000000,9223372036854775807", "99999999999999999999999,9223372036854775807" })
    void seconds(String value, long millis) {
        assertThat(RetryAfter.millis(value, NOW)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994" })
    void aDateInAnyFormOfHttp(String value) {
        assertThat(RetryAfter.millis(value, NOW)).isEqualTo(7000);
        assertThat(RetryAfter.millis(value, NOW + 6999)).isEqualTo(1);
        assertThat(RetryAfter.millis(value, NOW + 7000)).isZero();
        assertThat(RetryAfter.millis(value, NOW + 100_000)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "-1", "1.5", "1s", "soon", "+1", "\u0661", "Sun, 99 Xyz 1994", "1994-11-06T08:49:37Z",
            "Sun, 06 Nov 1994 08:49:37 GMT                                                                      " })
    void anythingElseIsNothing(String value) {
        assertThat(RetryAfter.millis(value, NOW)).isZero();
    }

    @Test
    void noHeaderIsNothing() {
        assertThat(RetryAfter.millis(null, NOW)).isZero();
    }
}
