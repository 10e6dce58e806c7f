package io.quarkiverse.daprinvoke.runtime.call;

import io.netty.handler.codec.DateFormatter;

/**
 * Reads the header by which an answer says when to try again.
 */
final class RetryAfter {

    /** More digits are more seconds than any call can wait, and more milliseconds than can be counted. */
    private static final int MAX_DIGITS = 15;

    /** The longest text that can be a date. */
    private static final int MAX_DATE = 64;

    private RetryAfter() {
    }

    /**
     * @param value seconds or an HTTP date, {@code null} if the answer has none
     * @param now the time in milliseconds since 1970
     * @return in how many milliseconds, 0 if the value is neither or the date has passed
     */
    static long millis(String value, long now) {
        if (value == null || value.isEmpty()) {
            return 0;
        }
        if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return value.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(value) * 1000;
        }
        var date = value.length() > MAX_DATE ? null : DateFormatter.parseHttpDate(value);
        return date == null ? 0 : Math.max(0, date.getTime() - now);
    }
}
