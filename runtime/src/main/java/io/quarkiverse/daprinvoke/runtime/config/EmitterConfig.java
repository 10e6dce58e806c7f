package io.quarkiverse.daprinvoke.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.configuration.MemorySize;

/**
 * Configuration of one emitter. It takes precedence over the emitter's annotation.
 */
public interface EmitterConfig {

    /**
     * The app ID of the application to call. It can contain placeholders. It can be a URL if
     * {@code quarkus.dapr-invoke.allow-url-app-ids} is {@code true}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.emitter."create-order".app-id=orders}
     */
    @ConfigDocDefault("the appId of the annotation")
    Optional<String> appId();

    /**
     * The allow-list of app IDs of this emitter: its calls to all other app IDs fail. Separate app IDs with commas. It
     * overrides the list of all emitters.
     * <p>
     * Example: {@code quarkus.dapr-invoke.emitter."create-order".allowed-app-ids=orders,orders-test}
     */
    @ConfigDocDefault("quarkus.dapr-invoke.allowed-app-ids")
    Optional<List<String>> allowedAppIds();

    /**
     * The method to invoke: the path below the root of the called application, optionally with a query. It can contain
     * placeholders.
     * <p>
     * Example: {@code quarkus.dapr-invoke.emitter."create-order".method-name=orders/create}
     */
    @ConfigDocDefault("the methodName of the annotation")
    Optional<String> methodName();

    /**
     * The HTTP verb, in any letter case: {@code GET}, {@code HEAD}, {@code POST}, {@code PUT}, {@code DELETE}, {@code OPTIONS},
     * {@code TRACE} or {@code PATCH}. It can contain placeholders.
     * <p>
     * Example: {@code quarkus.dapr-invoke.emitter."create-order".http-verb=PUT}
     */
    @ConfigDocDefault("the httpVerb of the annotation, POST")
    Optional<String> httpVerb();

    /**
     * The content type of the payload. The content type that a call sets takes precedence.
     * <p>
     * Example: {@code quarkus.dapr-invoke.emitter."create-order".content-type=application/cloudevents+json}
     */
    @ConfigDocDefault("the contentType of the annotation, else by the type of the payload")
    Optional<String> contentType();

    /**
     * The payload size in bytes above which a payload of this emitter is compressed with gzip. The suffixes {@code K},
     * {@code M} and {@code G} are powers of 1024.
     * <p>
     * Example: {@code quarkus.dapr-invoke.emitter."create-order".gzip-above=8K}
     */
    @ConfigDocDefault("quarkus.dapr-invoke.gzip-above")
    Optional<MemorySize> gzipAbove();

    /**
     * The base URL of the sidecar that this emitter uses, or {@code unix:} and the absolute path of its Unix domain socket. The
     * Dapr API token is sent to it only if it is the configured sidecar.
     * <p>
     * Example: {@code quarkus.dapr-invoke.emitter."create-order".dapr-address=http://127.0.0.1:3501}
     */
    @ConfigDocDefault("the daprAddress of the annotation, else the configured sidecar")
    Optional<String> daprAddress();

    /**
     * The names of the headers that each call of this emitter copies from the current inbound HTTP request. Separate names with
     * commas. It overrides the list of all emitters. Set it to an empty value for none.
     * <p>
     * Example: {@code quarkus.dapr-invoke.emitter."create-order".propagate-headers=x-tenant}
     */
    @ConfigDocDefault("quarkus.dapr-invoke.propagate-headers")
    Optional<List<String>> propagateHeaders();

    /**
     * A header of the calls of this emitter, by its name. The value can contain placeholders. A header of the same name that
     * the call sets takes precedence. It overrides a header of the annotation and one of {@code quarkus.dapr-invoke.headers}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.emitter."create-order".headers.x-tenant=acme}
     */
    @ConfigDocMapKey("header-name")
    @ConfigDocDefault("the headers of the annotation, then quarkus.dapr-invoke.headers")
    Map<String, Optional<String>> headers();

    /**
     * A query parameter of the calls of this emitter, by its name. It is percent-encoded and follows the query of the method
     * name. The value can contain placeholders. A query parameter of the same name that the call sets takes precedence.
     * <p>
     * Example: {@code quarkus.dapr-invoke.emitter."create-order".query.dry-run=true}
     */
    @ConfigDocMapKey("parameter-name")
    @ConfigDocDefault("none")
    Map<String, Optional<String>> query();

    /**
     * Whether a response with the status 404 is empty instead of a failure. An empty response is {@code Optional.empty()} if
     * the response type is an {@code Optional}, else {@code null}. An error of the sidecar itself remains a failure.
     * <p>
     * Example: {@code quarkus.dapr-invoke.emitter."find-order".not-found-is-empty=true}
     */
    @ConfigDocDefault("the notFoundIsEmpty of the annotation, false")
    Optional<Boolean> notFoundIsEmpty();

    /**
     * The maximum time of a call of this emitter, over all attempts: 1 millisecond to 365 days. A number without a unit is
     * seconds. The timeout that a call sets takes precedence.
     * <p>
     * Example: {@code quarkus.dapr-invoke.emitter."create-order".request-timeout=5s}
     */
    @ConfigDocDefault("quarkus.dapr-invoke.request-timeout")
    Optional<Duration> requestTimeout();

    /**
     * The name of the client of {@code quarkus-oidc-client} whose access token each call of this emitter sends in the header
     * {@code authorization}. The value {@code Default} selects the client without a name. A header that the call sets takes
     * precedence. A call without a token fails.
     * <p>
     * Example: {@code quarkus.dapr-invoke.emitter."create-order".oidc-client=orders}
     */
    @ConfigDocDefault("none")
    Optional<String> oidcClient();

    /**
     * Whether each call of this emitter sends the token that authenticates the current request in the header
     * {@code authorization}. A header that the call sets takes precedence. A call without a current request or without a token
     * fails.
     * <p>
     * Set it to {@code true} only if you trust every application that the emitter can reach to act in the name of the user.
     * <p>
     * Example: {@code quarkus.dapr-invoke.emitter."create-order".token-propagation=true}
     */
    @ConfigDocDefault("false")
    Optional<Boolean> tokenPropagation();

    /**
     * Whether each {@code POST} and {@code PATCH} of this emitter sends a random {@code Idempotency-Key}, which is the same for
     * all attempts of a call. A key that the call sets takes precedence. If the called application recognizes the key, you can
     * add these verbs to {@code retry.verbs}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.emitter."create-order".idempotency-key=true}
     */
    @ConfigDocDefault("false")
    Optional<Boolean> idempotencyKey();

    /**
     * Retries of calls of this emitter.
     */
    EmitterRetryConfig retry();

    /**
     * Retries of one emitter. Each property overrides the property of the same name for all emitters.
     */
    interface EmitterRetryConfig {

        /**
         * The maximum number of attempts of a call, including the first: 1 or more.
         * <p>
         * Example: {@code quarkus.dapr-invoke.emitter."create-order".retry.max-attempts=3}
         */
        @ConfigDocDefault("quarkus.dapr-invoke.retry.max-attempts")
        Optional<Integer> maxAttempts();

        /**
         * The maximum delay before the second attempt: 1 millisecond to 365 days. A number without a unit is seconds.
         * <p>
         * Example: {@code quarkus.dapr-invoke.emitter."create-order".retry.initial-back-off=200ms}
         */
        @ConfigDocDefault("quarkus.dapr-invoke.retry.initial-back-off")
        Optional<Duration> initialBackOff();

        /**
         * The maximum delay before any attempt: 1 millisecond to 365 days. A number without a unit is seconds.
         * <p>
         * Example: {@code quarkus.dapr-invoke.emitter."create-order".retry.max-back-off=2s}
         */
        @ConfigDocDefault("quarkus.dapr-invoke.retry.max-back-off")
        Optional<Duration> maxBackOff();

        /**
         * The jitter: the random fraction of the delay, from 0 to 1.
         * <p>
         * Example: {@code quarkus.dapr-invoke.emitter."create-order".retry.jitter=0.2}
         */
        @ConfigDocDefault("quarkus.dapr-invoke.retry.jitter")
        Optional<Double> jitter();

        /**
         * The statuses after which a call with one of {@code verbs} is retried: numbers from 300 to 599, separated by commas.
         * <p>
         * Example: {@code quarkus.dapr-invoke.emitter."create-order".retry.statuses=503,504}
         */
        @ConfigDocDefault("quarkus.dapr-invoke.retry.statuses")
        Optional<List<Integer>> statuses();

        /**
         * The HTTP verbs whose calls are retried even if the called application might have received them, separated by commas.
         * <p>
         * Example: {@code quarkus.dapr-invoke.emitter."create-order".retry.verbs=GET,POST}
         */
        @ConfigDocDefault("quarkus.dapr-invoke.retry.verbs")
        Optional<List<String>> verbs();
    }
}
