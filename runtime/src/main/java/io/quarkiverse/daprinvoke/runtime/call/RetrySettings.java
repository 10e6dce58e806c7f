package io.quarkiverse.daprinvoke.runtime.call;

import java.util.Set;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.vertx.core.http.HttpMethod;

/**
 * The retry settings of an emitter.
 *
 * @param maxAttempts the maximum number of attempts of a call, including the first
 * @param initialBackOff the maximum delay before the second attempt in milliseconds
 * @param maxBackOff the maximum delay before any attempt in milliseconds
 * @param jitter the random fraction of the delay, from 0 to 1
 * @param statuses the statuses after which calls with one of the verbs are retried
 * @param verbs the verbs in upper case whose calls are retried even if the called application may have received them
 */
public record RetrySettings(int maxAttempts, long initialBackOff, long maxBackOff, double jitter, Set<Integer> statuses,
        Set<String> verbs) {

    /**
     * @param sentOnce whether the payload can be sent only once
     * @return whether a call with that verb is retried after that failure
     */
    boolean covers(Throwable failure, HttpMethod verb, boolean sentOnce) {
        boolean repeatable = !sentOnce && verbs.contains(verb.name());
        if (failure instanceof SidecarUnavailableException unavailable) {
            return repeatable || !unavailable.mayHaveBeenSent();
        }
        return repeatable && failure instanceof InvocationStatusException answer && statuses.contains(answer.statusCode());
    }

    /**
     * @param made the number of consecutive attempts so far, at least 1
     * @param random from 0 (inclusive) to 1 (exclusive)
     * @return the delay before the next attempt in milliseconds, at least 1
     */
    public long backOffMillis(int made, double random) {
        int doublings = made - 1;
        long longest = doublings >= Long.SIZE - 1 || initialBackOff > maxBackOff >> doublings ? maxBackOff
                : initialBackOff << doublings;
        return Math.max(1, longest - (long) (longest * jitter * random));
    }
}
