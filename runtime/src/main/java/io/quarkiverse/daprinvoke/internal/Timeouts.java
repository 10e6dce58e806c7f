package io.quarkiverse.daprinvoke.internal;

import java.time.Duration;

/**
 * The limits of timeouts, so that timers can count them in milliseconds.
 */
public final class Timeouts {

    public static final String RULE = "between one millisecond and 365 days";

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private Timeouts() {
    }

    public static boolean isValid(Duration timeout) {
        return timeout.compareTo(SHORTEST) >= 0 && timeout.compareTo(LONGEST) <= 0;
    }
}
