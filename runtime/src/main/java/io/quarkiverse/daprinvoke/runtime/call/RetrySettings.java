package io.quarkiverse.daprinvoke.runtime.call;

import java.util.Set;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.vertx.core.http.HttpMethod;

/**
 * When the calls of an emitter are tried again.
 *
 * @param maxAttempts how often a call is tried at most, the first time included
 * @param initialBackOff how many milliseconds a call waits before its second attempt, at most
 * @param maxBackOff how many milliseconds a call waits before any attempt, at most
 * @param jitter which part of the wait is left to chance, from 0 to 1
 * @param statuses statuses after which calls with one of the verbs are tried again
 * @param verbs verbs in upper case whose calls are tried again even if the called application may have seen them
 */
public record RetrySettings(int maxAttempts, long initialBackOff, long maxBackOff, double jitter, Set<Integer> statuses,
        Set<String> verbs) {

    /**
     * @param sentOnce whether the payload is gone once it was sent
     * @return whether a call with that verb is tried again after that failure
     */
    boolean covers(Throwable failure, HttpMethod verb, boolean sentOnce) {
        boolean repeatable = !sentOnce && verbs.contains(verb.name());
        if (failure instanceof SidecarUnavailableException unavailable) {
            return repeatable || !unavailable.mayHaveBeenSent();
        }
        return repeatable && failure instanceof InvocationStatusException answer && statuses.contains(answer.statusCode());
    }

    /**
     * @param made how many attempts have been made in a row, at least 1
     * @param random from 0 (inclusive) to 1 (exclusive)
     * @return how many milliseconds to wait before the next one, at least 1
     */
    public long backOffMillis(int made, double random) {
        int doublings = made - 1;
        long longest = doublings >= Long.SIZE - 1 || initialBackOff > maxBackOff >> doublings ? maxBackOff
                : initialBackOff << doublings;
        return Math.max(1, longest - (long) (longest * jitter * random));
    }
}
