package io.quarkiverse.daprinvoke.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.configuration.MemorySize;

/**
 * Configuration of one emitter; it wins over the emitter's annotation.
 */
public interface EmitterConfig {

    /**
     * The app ID to call. May hold placeholders, or be a URL if {@code quarkus.dapr-invoke.allow-url-app-ids} is set.
     */
    @ConfigDocDefault("the appId of the annotation")
    Optional<String> appId();

    /**
     * The app IDs that this emitter may call, and no others.
     */
    @ConfigDocDefault("quarkus.dapr-invoke.allowed-app-ids")
    Optional<List<String>> allowedAppIds();

    /**
     * The method to invoke. May hold placeholders.
     */
    @ConfigDocDefault("the methodName of the annotation")
    Optional<String> methodName();

    /**
     * The HTTP verb, in any letter case. May hold placeholders.
     */
    @ConfigDocDefault("the httpVerb of the annotation, POST")
    Optional<String> httpVerb();

    /**
     * The content type of the payload.
     */
    @ConfigDocDefault("the contentType of the annotation, else by the type of the payload")
    Optional<String> contentType();

    /**
     * Above which size a payload of this emitter is sent compressed with gzip.
     */
    @ConfigDocDefault("quarkus.dapr-invoke.gzip-above")
    Optional<MemorySize> gzipAbove();

    /**
     * The base address of the sidecar that this emitter uses.
     */
    @ConfigDocDefault("the daprAddress of the annotation, else the configured sidecar")
    Optional<String> daprAddress();

    /**
     * The names of headers that are passed on with each call of this emitter, instead of those that are named for all
     * emitters. Empty for none.
     */
    @ConfigDocDefault("quarkus.dapr-invoke.propagate-headers")
    Optional<List<String>> propagateHeaders();

    /**
     * Headers of the calls of this emitter, by name. A value may hold placeholders. A call that sets a header of the same
     * name replaces it.
     */
    @ConfigDocMapKey("header-name")
    @ConfigDocDefault("the headers of the annotation, then quarkus.dapr-invoke.headers")
    Map<String, Optional<String>> headers();

    /**
     * Query parameters of the calls of this emitter, by name. They are percent-encoded and follow the query of the method
     * name. A value may hold placeholders. A call that sets a query parameter of the same name replaces it.
     */
    @ConfigDocMapKey("parameter-name")
    Map<String, Optional<String>> query();

    /**
     * Whether the status 404 is an empty response and not a failure: {@code Optional.empty()} if the type of the response is an
     * {@code Optional}, else {@code null}. An error of the sidecar itself stays a failure.
     */
    @ConfigDocDefault("the notFoundIsEmpty of the annotation, false")
    Optional<Boolean> notFoundIsEmpty();

    /**
     * How long a call of this emitter may take.
     */
    @ConfigDocDefault("quarkus.dapr-invoke.request-timeout")
    Optional<Duration> requestTimeout();

    /**
     * The client of {@code quarkus-oidc-client} whose access token each call of this emitter carries as
     * {@code authorization}, unless the call sets that header itself: the name of a client, or {@code Default} for the one
     * without a name. Without a token the call fails.
     */
    @ConfigDocDefault("none")
    Optional<String> oidcClient();

    /**
     * Whether each call of this emitter carries the token that authenticates the current request as {@code authorization},
     * unless the call sets that header itself. Without a request, or without a token, the call fails. Switch it on only if
     * every application that the emitter can reach may act in the name of the user.
     */
    @ConfigDocDefault("false")
    Optional<Boolean> tokenPropagation();

    /**
     * Whether each {@code POST} and {@code PATCH} of this emitter carries a random {@code Idempotency-Key}, the same
     * for all attempts of a call. A key that the call sets itself stays. With it, {@code retry.verbs} may name these
     * verbs if the called application recognizes the key.
     */
    @ConfigDocDefault("false")
    Optional<Boolean> idempotencyKey();

    /**
     * Retries of calls of this emitter.
     */
    EmitterRetryConfig retry();

    /**
     * Retries of one emitter; each property wins alone over that of all emitters.
     */
    interface EmitterRetryConfig {

        /**
         * How often a call is tried at most, the first time included.
         */
        @ConfigDocDefault("quarkus.dapr-invoke.retry.max-attempts")
        Optional<Integer> maxAttempts();

        /**
         * How long a call waits before its second attempt, at most.
         */
        @ConfigDocDefault("quarkus.dapr-invoke.retry.initial-back-off")
        Optional<Duration> initialBackOff();

        /**
         * How long a call waits before any attempt, at most.
         */
        @ConfigDocDefault("quarkus.dapr-invoke.retry.max-back-off")
        Optional<Duration> maxBackOff();

        /**
         * Which part of the wait is left to chance, from 0 to 1.
         */
        @ConfigDocDefault("quarkus.dapr-invoke.retry.jitter")
        Optional<Double> jitter();

        /**
         * The statuses after which a call is tried again, if its verb is one of {@code verbs}.
         */
        @ConfigDocDefault("quarkus.dapr-invoke.retry.statuses")
        Optional<List<Integer>> statuses();

        /**
         * The verbs whose calls are tried again even if the called application may have seen them.
         */
        @ConfigDocDefault("quarkus.dapr-invoke.retry.verbs")
        Optional<List<String>> verbs();
    }
}
