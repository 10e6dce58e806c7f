package io.quarkiverse.daprinvoke.runtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.daprinvoke.runtime.call.RetrySettings;

/**
 * Counts the consecutive losses of one event stream. The count restarts after an event, and after a connection that lasted for
 * the timeout and received something.
 */
final class Losses {

    static final long GIVE_UP = -1;

    /** In milliseconds. A stream that requests a shorter delay, such as 0, must not lead to calls without a pause. */
    private static final long SHORTEST_RETRY = 100;

    private final RetrySettings backOff;
    private final long timeout;
    private final long shortest;
    private long since;
    private int count;

    /**
     * @param backOff the back-off
     * @param timeout the maximum time of consecutive losses
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
     * @param connectedNanos the duration of the connection in nanoseconds, 0 if there was none
     * @param hadEvents whether there were events
     * @param retry the delay that the stream has set, {@code null} for none
     * @param random from 0 (inclusive) to 1 (exclusive)
     * @return the delay before the next call in milliseconds, or {@link #GIVE_UP} for no further call
     */
    long delayMillis(long now, long connectedNanos, boolean hadEvents, Duration retry, double random) {
        if (count == 0 || hadEvents || connectedNanos >= timeout) {
            count = 0;
            since = now;
        }
        count++;
        long delay = backOff.backOffMillis(count, random);
        if (retry != null) {
            // A delay that the stream has set is not used indefinitely if it does not help
            delay = Math.max(retry.toMillis(), count == 1 ? shortest : delay);
        }
        return delay < TimeUnit.NANOSECONDS.toMillis(timeout - (now - since)) ? delay : GIVE_UP;
    }
}
