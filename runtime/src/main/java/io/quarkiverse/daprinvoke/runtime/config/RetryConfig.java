package io.quarkiverse.daprinvoke.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.WithDefault;

/**
 * Retries of the calls of all emitters.
 */
public interface RetryConfig {

    /**
     * The maximum number of attempts of a call, including the first: 1 or more. With 1 there are no retries. All attempts share
     * the request timeout of the call.
     * <p>
     * Example: {@code quarkus.dapr-invoke.retry.max-attempts=3}
     */
    @WithDefault("1")
    int maxAttempts();

    /**
     * The maximum delay before the second attempt: 1 millisecond to 365 days. A number without a unit is seconds. The delay
     * doubles with each further attempt (exponential back-off), up to {@code max-back-off}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.retry.initial-back-off=200ms}
     */
    @WithDefault("100ms")
    Duration initialBackOff();

    /**
     * The maximum delay before any attempt: 1 millisecond to 365 days. A number without a unit is seconds. If the header
     * {@code Retry-After} of the response demands a longer delay, the header takes precedence.
     * <p>
     * Example: {@code quarkus.dapr-invoke.retry.max-back-off=2s}
     */
    @WithDefault("5s")
    Duration maxBackOff();

    /**
     * The jitter: the random fraction of the delay, from 0 to 1. It prevents that calls that failed together are repeated
     * together. With 0.5, a call waits for a random time between half of the delay and all of it. With 0 there is no jitter.
     * <p>
     * Example: {@code quarkus.dapr-invoke.retry.jitter=0.2}
     */
    @WithDefault("0.5")
    double jitter();

    /**
     * The statuses after which a call with one of {@code verbs} is retried: numbers from 300 to 599, separated by commas. Set
     * it to an empty value for none.
     * <p>
     * Example: {@code quarkus.dapr-invoke.retry.statuses=503,504}
     */
    @WithDefault("429,502,503,504")
    Optional<List<Integer>> statuses();

    /**
     * The HTTP verbs whose calls are retried even if the called application might have received them, separated by commas. Set
     * it to an empty value for none.
     * <p>
     * Calls with other verbs are retried only if nothing of them was sent. Add {@code POST} or {@code PATCH} only if the called
     * application can safely handle the same call twice.
     * <p>
     * Example: {@code quarkus.dapr-invoke.retry.verbs=GET,HEAD}
     */
    @WithDefault("GET,HEAD,PUT,DELETE,OPTIONS")
    Optional<List<String>> verbs();
}
