package io.quarkiverse.daprinvoke.runtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.daprinvoke.runtime.call.RetrySettings;

/**
 * The losses in a row of one stream of events. A row ends with an event, and with a connection that stood for as long as the
 * timeout, on which something has moved.
 */
final class Losses {

    static final long GIVE_UP = -1;

    /** In milliseconds. A stream that asks for less, such as for 0, must not make the calls follow each other at once. */
    private static final long SHORTEST_RETRY = 100;

    private final RetrySettings backOff;
    private final long timeout;
    private final long shortest;
    private long since;
    private int count;

    /**
     * @param backOff the back-off
     * @param timeout how long a row of losses may be
     */
    Losses(RetrySettings backOff, Duration timeout) {
        this.backOff = backOff;
        this.timeout = timeout.toNanos();
        shortest = Math.min(SHORTEST_RETRY, backOff.initialBackOff());
    }

    /**
     * Counts a loss.
     *
     * @param now the time in nanoseconds
     * @param stood for how many nanoseconds the connection stood, 0 if there was none
     * @param hadEvents whether there were events
     * @param retry the delay that the stream has set, {@code null} for none
     * @param random from 0 (inclusive) to 1 (exclusive)
     * @return how many milliseconds to wait before the next call, or {@link #GIVE_UP} if there is to be none
     */
    long delayMillis(long now, long stood, boolean hadEvents, Duration retry, double random) {
        if (count == 0 || hadEvents || stood >= timeout) {
            count = 0;
            since = now;
        }
        count++;
        long delay = backOff.backOffMillis(count, random);
        if (retry != null) {
            // One that has not helped is not kept to for ever
            delay = Math.max(retry.toMillis(), count == 1 ? shortest : delay);
        }
        return delay < TimeUnit.NANOSECONDS.toMillis(timeout - (now - since)) ? delay : GIVE_UP;
    }
}
