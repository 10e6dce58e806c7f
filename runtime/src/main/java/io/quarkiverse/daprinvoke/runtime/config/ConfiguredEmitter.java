package io.quarkiverse.daprinvoke.runtime.config;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.daprinvoke.runtime.config.EmitterConfig.EmitterRetryConfig;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.SmallRyeConfig;

/**
 * The configuration of one emitter. Its properties are read one by one, with the emitter's name in quotes and without. The map
 * of the configuration mapping would have an entry for each spelling of the name, and the application would use only one.
 */
public final class ConfiguredEmitter implements EmitterConfig, EmitterRetryConfig {

    static final String PREFIX = "quarkus.dapr-invoke.emitter.";
    static final String ALLOWED_APP_IDS = "allowed-app-ids";
    static final String PROPAGATE_HEADERS = "propagate-headers";

    /** The prefix of the name of a header. */
    static final String HEADERS = "headers.";

    /** The prefix of the name of a query parameter. */
    static final String QUERY = "query.";

    /** All keys of {@link EmitterConfig}, except headers and query parameters. */
    static final Set<String> KEYS = Set.of("app-id", ALLOWED_APP_IDS, "method-name", "http-verb", "content-type",
            "gzip-above", "dapr-address", "not-found-is-empty", PROPAGATE_HEADERS, "request-timeout", "oidc-client",
            "token-propagation",
            "idempotency-key", "retry.max-attempts", "retry.initial-back-off",
            "retry.max-back-off",
            "retry.jitter", "retry.statuses", "retry.verbs");

    static final String EMPTY_RULE = " must not be empty, nor have an empty entry: list the app IDs that may be called, "
            + "or remove it to allow any";

    private final String name;
    private final Collection<String> knownHeaders;
    private final PropertyReader reader;
    private final ConfiguredParameters parameters;

    /**
     * @param name the name of the emitter
     * @param knownHeaders the names of headers from other sources, which environment variables can set
     * @param written the properties that the configuration sources list
     * @param problems receives the problems of its configuration when it is read
     */
    public ConfiguredEmitter(String name, Collection<String> knownHeaders, SmallRyeConfig config, WrittenProperties written,
            List<String> problems) {
        this.name = name;
        this.knownHeaders = knownHeaders;
        this.reader = new PropertyReader(config, written, problems);
        this.parameters = new ConfiguredParameters(config, written, problems);
    }

    /**
     * @param written the properties that the configuration sources list
     * @param problems receives the problems of the list
     * @return the allow-list of all emitters; empty if any app ID is allowed
     */
    public static Optional<List<String>> allowedAppIdsOfAll(SmallRyeConfig config, WrittenProperties written,
            List<String> problems) {
        return new PropertyReader(config, written, problems).list(String.class,
                List.of(DaprInvokeConfig.ROOT + ALLOWED_APP_IDS),
                EMPTY_RULE);
    }

    /**
     * @param written the properties that the configuration sources list
     * @param problems receives the problems of the list
     * @return the names of headers that all emitters propagate; empty if none are configured
     */
    public static Optional<List<String>> propagatedHeadersOfAll(SmallRyeConfig config, WrittenProperties written,
            List<String> problems) {
        return new PropertyReader(config, written, problems).list(String.class,
                List.of(DaprInvokeConfig.ROOT + PROPAGATE_HEADERS));
    }

    /**
     * @param written the properties that the configuration sources list
     * @param problems receives the problems of values
     * @return the headers of the calls of all emitters by name, empty if the property is
     */
    public static Map<String, Optional<String>> headersOfAll(SmallRyeConfig config, WrittenProperties written,
            List<String> problems) {
        return new ConfiguredParameters(config, written, problems).headers(List.of(DaprInvokeConfig.ROOT + HEADERS), List.of());
    }

    /**
     * @return the documented name of a property of an emitter
     */
    public static String property(String emitter, String key) {
        return PREFIX + "\"" + emitter + "\"." + key;
    }

    /**
     * @return the spellings of a property of an emitter, the documented one first
     */
    static List<String> spellings(String emitter, String key) {
        return List.of(property(emitter, key), PREFIX + emitter + "." + key);
    }

    private <T> Optional<T> value(Class<T> type, String key) {
        return reader.value(type, spellings(name, key));
    }

    @Override
    public Optional<String> appId() {
        return value(String.class, "app-id");
    }

    @Override
    public Optional<List<String>> allowedAppIds() {
        return reader.list(String.class, spellings(name, ALLOWED_APP_IDS), EMPTY_RULE);
    }

    @Override
    public Optional<String> methodName() {
        return value(String.class, "method-name");
    }

    @Override
    public Optional<String> httpVerb() {
        return value(String.class, "http-verb");
    }

    @Override
    public Optional<String> contentType() {
        return value(String.class, "content-type");
    }

    @Override
    public Optional<MemorySize> gzipAbove() {
        return value(MemorySize.class, "gzip-above");
    }

    @Override
    public Optional<String> daprAddress() {
        return value(String.class, "dapr-address");
    }

    @Override
    public Optional<List<String>> propagateHeaders() {
        return reader.list(String.class, spellings(name, PROPAGATE_HEADERS));
    }

    @Override
    public Map<String, Optional<String>> headers() {
        return parameters.headers(spellings(name, HEADERS), knownHeaders);
    }

    @Override
    public Map<String, Optional<String>> query() {
        return parameters.query(spellings(name, QUERY));
    }

    @Override
    public Optional<Boolean> notFoundIsEmpty() {
        return value(Boolean.class, "not-found-is-empty");
    }

    @Override
    public Optional<Duration> requestTimeout() {
        return value(Duration.class, "request-timeout");
    }

    @Override
    public Optional<String> oidcClient() {
        // An empty value would silently lead to calls without a token
        return reader.value(String.class, spellings(name, "oidc-client"), " must not be empty: name a client, or remove it");
    }

    @Override
    public Optional<Boolean> tokenPropagation() {
        return value(Boolean.class, "token-propagation");
    }

    @Override
    public Optional<Boolean> idempotencyKey() {
        return value(Boolean.class, "idempotency-key");
    }

    @Override
    public EmitterRetryConfig retry() {
        return this;
    }

    @Override
    public Optional<Integer> maxAttempts() {
        return value(Integer.class, "retry.max-attempts");
    }

    @Override
    public Optional<Duration> initialBackOff() {
        return value(Duration.class, "retry.initial-back-off");
    }

    @Override
    public Optional<Duration> maxBackOff() {
        return value(Duration.class, "retry.max-back-off");
    }

    @Override
    public Optional<Double> jitter() {
        return value(Double.class, "retry.jitter");
    }

    @Override
    public Optional<List<Integer>> statuses() {
        return reader.list(Integer.class, spellings(name, "retry.statuses"));
    }

    @Override
    public Optional<List<String>> verbs() {
        return reader.list(String.class, spellings(name, "retry.verbs"));
    }
}
