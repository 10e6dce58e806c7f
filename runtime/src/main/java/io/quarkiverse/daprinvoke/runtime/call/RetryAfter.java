package io.quarkiverse.daprinvoke.runtime.call;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

/**
 * Reads the header {@code Retry-After}.
 */
final class RetryAfter {

    /** More digits would exceed the delay of any call and overflow in milliseconds. */
    private static final int MAX_DIGITS = 15;

    /** The maximum length of a date. */
    private static final int MAX_DATE = 64;

    /** The format of RFC 9110, 5.6.7, and the two obsolete formats that must still be accepted. */
    private static final List<DateTimeFormatter> DATES = List.of(DateTimeFormatter.RFC_1123_DATE_TIME,
            // In this format years have two digits
            new DateTimeFormatterBuilder().appendPattern("EEEE, dd-MMM-").appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
                    .appendPattern(" HH:mm:ss z").toFormatter(Locale.US),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US).withZone(ZoneOffset.UTC));

    private RetryAfter() {
    }

    /**
     * @param value seconds or an HTTP date, {@code null} if the response has none
     * @param now the time in milliseconds since 1970
     * @return the delay in milliseconds, 0 if the value is neither or the date has passed
     */
    static long millis(String value, long now) {
        if (value == null || value.isEmpty()) {
            return 0;
        }
        if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return value.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(value) * 1000;
        }
        if (value.length() <= MAX_DATE) {
            for (DateTimeFormatter form : DATES) {
                try {
                    return Math.max(0, form.parse(value, Instant::from).toEpochMilli() - now);
                } catch (DateTimeException e) {
                    // The value does not have this format
                }
            }
        }
        return 0;
    }
}
