package io.quarkiverse.daprinvoke.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.common.utils.StringUtil;

/** Each property of an emitter is found in all spellings and sources, for any name. */
class ConfiguredEmitterTest {

    private static final List<String> NAMES = List.of("payload", "my-orders", "my.orders", "MyOrders", "my orders", "größe",
            "a",
            "orders2", "-", "retry");

    private static final Map<String, Property> PROPERTIES = properties();

    private final ConfigurationSources sources = new ConfigurationSources();
    private final List<String> problems = new ArrayList<>();

    static Stream<Arguments> everyPropertyInEverySpellingAndSource() {
        List<Arguments> rows = new ArrayList<>();
        for (String name : NAMES) {
            for (String key : PROPERTIES.keySet()) {
                for (Spelling spelling : Spelling.values()) {
                    rows.add(Arguments.of(name, key, spelling));
                }
            }
        }
        return rows.stream();
    }

    /** Two thousand configurations: the mutations are measured without them, and with the test that follows. */
    @ParameterizedTest(name = "{1} of {0} {2}")
    @MethodSource
    @Tag("sweep")
    void everyPropertyInEverySpellingAndSource(String name, String key, Spelling spelling) {
        Property property = PROPERTIES.get(key);
        spelling.write(sources, name, key, property.written());
        SmallRyeConfig config = sources.config();
        WrittenProperties written = new WrittenProperties(config);
        assertThat(property.read().apply(new ConfiguredEmitter(name, List.of(), config, written, problems)))
                .isEqualTo(Optional.of(property.value()));
        assertThat(problems).isEmpty();
        assertThat(written.check(List.of("other", name), new YamlParser(), problems)).isEmpty();
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyPropertyIsFound(String key) {
        everyPropertyInEverySpellingAndSource("my-orders", key, Spelling.ENVIRONMENT_QUOTED);
    }

    @Test
    void eachPropertyOfTheConfigurationIsAmongThem() {
        assertThat(PROPERTIES.keySet()).containsExactlyInAnyOrderElementsOf(ConfiguredEmitter.KEYS);
    }

    @Test
    void eachPropertyThatMayBeAbsentIsLookedUp() {
        Stream<String> ofAll = optional(DaprInvokeConfig.class, "");
        Stream<String> ofRetries = optional(RetryConfig.class, "retry.");
        assertThat(Stream.concat(ofAll, ofRetries)).containsExactlyInAnyOrderElementsOf(Stream.concat(
                WrittenProperties.OPTIONAL.stream(), Stream.of("allowed-app-ids", "propagate-headers")).toList());
    }

    private static Stream<String> optional(Class<?> group, String prefix) {
        return Stream.of(group.getDeclaredMethods()).filter(method -> method.getReturnType() == Optional.class)
                .map(method -> prefix + StringUtil.skewer(method.getName()));
    }

    @Test
    void theListsOfAllEmittersAreFound() {
        sources.inApplicationProperties("allowed-app-ids", "orders,stock").inApplicationProperties("propagate-headers", "x-a");
        SmallRyeConfig config = sources.config();
        WrittenProperties written = new WrittenProperties(config);
        assertThat(ConfiguredEmitter.allowedAppIdsOfAll(config, written, problems)).contains(List.of("orders", "stock"));
        assertThat(ConfiguredEmitter.propagatedHeadersOfAll(config, written, problems)).contains(List.of("x-a"));
        assertThat(problems).isEmpty();
    }

    @Test
    void propertiesInDifferentSpellingsAreAllFound() {
        sources.inApplicationProperties("emitter.\"proxy\".allowed-app-ids", "orders")
                .inApplicationProperties("emitter.proxy.http-verb", "put")
                .inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER__PROXY__METHOD_NAME", "create")
                .inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER_PROXY_APP_ID", "stock");
        EmitterConfig proxy = emitter("proxy");
        assertThat(proxy.allowedAppIds()).contains(List.of("orders"));
        assertThat(proxy.httpVerb()).contains("put");
        assertThat(proxy.methodName()).contains("create");
        assertThat(proxy.appId()).contains("stock");
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "QUOTED", "UNQUOTED" })
    void theSourceWithTheHighestOrdinalCountsWhateverTheSpelling(Spelling high) {
        Spelling low = high == Spelling.QUOTED ? Spelling.UNQUOTED : Spelling.QUOTED;
        low.write(sources, "proxy", "app-id", "low");
        high.write(sources, "proxy", "method-name", "same source");
        sources.inSystemProperties("emitter." + (high == Spelling.QUOTED ? "\"proxy\"" : "proxy") + ".app-id", "high");
        assertThat(emitter("proxy").appId()).contains("high");
        assertThat(problems).isEmpty();
    }

    @Test
    void theEnvironmentWinsOverTheOtherSpellingInAFile() {
        sources.inApplicationProperties("emitter.plain.app-id", "A")
                .inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER__PLAIN__APP_ID", "ENV");
        assertThat(emitter("plain").appId()).contains("ENV");
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "\"proxy\",proxy", "proxy,\"proxy\"" })
    void anActiveProfileWinsWithinASource(String profiled, String other) {
        sources.inApplicationProperties("%prod.", "emitter." + profiled + ".app-id", "profiled")
                .inApplicationProperties("emitter." + other + ".app-id", "other")
                .inApplicationProperties("%common.", "emitter." + other + ".app-id", "less")
                .inApplicationProperties("%dev.", "emitter." + other + ".app-id", "inactive");
        assertThat(emitter("proxy").appId()).contains("profiled");
        assertThat(problems).isEmpty();
    }

    @Test
    void aListIsThatOfOneProfileOrSource() {
        sources.inApplicationProperties("emitter.proxy.propagate-headers[0]", "x-a")
                .inApplicationProperties("emitter.proxy.propagate-headers[1]", "x-b")
                .inApplicationProperties("%prod.", "emitter.proxy.propagate-headers[0]", "x-c")
                .inApplicationProperties("emitter.proxy.retry.statuses", "500,501")
                .inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER__PROXY__RETRY_STATUSES_0_", "503");
        assertThat(emitter("proxy").propagateHeaders()).contains(List.of("x-c"));
        assertThat(emitter("proxy").retry().statuses()).contains(List.of(503));
        assertThat(problems).isEmpty();
    }

    @Test
    void aPropertyOfAnotherNameWithTheSameLettersIsNotTakenForRead() {
        sources.inApplicationProperties("emitter.my-orders.app-id", "orders")
                .inApplicationProperties("emitter.my_orders.app-id", "orders");
        assertThat(new WrittenProperties(sources.config()).check(List.of("my-orders"), new YamlParser(), problems))
                .containsExactly("quarkus.dapr-invoke.emitter.my_orders.app-id");
        assertThat(problems).isEmpty();
    }

    @Test
    void twoSpellingsWithOneValueAreOne() {
        sources.inApplicationProperties("emitter.\"proxy\".allowed-app-ids", "orders,stock")
                .inApplicationProperties("emitter.proxy.allowed-app-ids", "orders , stock")
                .inApplicationProperties("emitter.\"proxy\".app-id", "orders")
                .inApplicationProperties("emitter.proxy.app-id", "orders");
        assertThat(emitter("proxy").allowedAppIds()).contains(List.of("orders", "stock"));
        assertThat(emitter("proxy").appId()).contains("orders");
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "app-id,orders,stock", "allowed-app-ids,'orders,stock',orders", "request-timeout,1s,2s" })
    void twoSpellingsWithDifferentValuesInOneSourceAreAProblem(String key, String one, String other) {
        sources.inApplicationProperties("emitter.\"proxy\"." + key, one).inApplicationProperties("emitter.proxy." + key, other);
        assertThat(PROPERTIES.get(key).read().apply(emitter("proxy"))).isEmpty();
        assertThat(problems).containsExactly("quarkus.dapr-invoke.emitter.\"proxy\"." + key
                + " and quarkus.dapr-invoke.emitter.proxy." + key + " are one property with two values in configuration "
                + "sources of the same ordinal: keep quarkus.dapr-invoke.emitter.\"proxy\"." + key + " and remove the other");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void anExpressionWithoutAValueIsAProblem(String key) {
        sources.inApplicationProperties("emitter.proxy." + key, "${MISSING}");
        assertThat(PROPERTIES.get(key).read().apply(emitter("proxy"))).isEmpty();
        assertThat(problems).singleElement().asString().startsWith("quarkus.dapr-invoke.emitter.proxy." + key
                + " has an expression without a value: set what it refers to, or remove quarkus.dapr-invoke.emitter.proxy."
                + key).contains("MISSING");
    }

    static Stream<String> keys() {
        return PROPERTIES.keySet().stream();
    }

    @Test
    void anEmptyListIsNoneAndNotThatOfAllEmitters() {
        sources.inApplicationProperties("emitter.\"proxy\".propagate-headers", "")
                .inApplicationProperties("emitter.\"proxy\".retry.verbs", "");
        assertThat(emitter("proxy").propagateHeaders()).contains(List.of());
        assertThat(emitter("proxy").retry().verbs()).contains(List.of());
        assertThat(emitter("proxy").retry().statuses()).isEmpty();
    }

    /** Calls without a token would go unnoticed. */
    @Test
    void anEmptyOidcClientIsAProblem() {
        sources.inApplicationProperties("emitter.proxy.oidc-client", "");
        assertThat(emitter("proxy").oidcClient()).isEmpty();
        assertThat(problems).containsExactly("quarkus.dapr-invoke.emitter.\"proxy\".oidc-client must not be empty: "
                + "name a client, or remove it");
    }

    private EmitterConfig emitter(String name) {
        SmallRyeConfig config = sources.config();
        return new ConfiguredEmitter(name, List.of(), config, new WrittenProperties(config), problems);
    }

    private static Map<String, Property> properties() {
        Map<String, Property> properties = new LinkedHashMap<>();
        properties.put("app-id", new Property("orders", "orders", EmitterConfig::appId));
        properties.put("allowed-app-ids",
                new Property("orders,stock", List.of("orders", "stock"), EmitterConfig::allowedAppIds));
        properties.put("method-name", new Property("a/{b}", "a/{b}", EmitterConfig::methodName));
        properties.put("http-verb", new Property("put", "put", EmitterConfig::httpVerb));
        properties.put("content-type", new Property("text/csv", "text/csv", EmitterConfig::contentType));
        properties.put("gzip-above", new Property("2K", new MemorySize(BigInteger.valueOf(2048)), EmitterConfig::gzipAbove));
        properties.put("dapr-address", new Property("http://h:1", "http://h:1", EmitterConfig::daprAddress));
        properties.put("not-found-is-empty", new Property("true", true, EmitterConfig::notFoundIsEmpty));
        properties.put("propagate-headers", new Property("x-a", List.of("x-a"), EmitterConfig::propagateHeaders));
        properties.put("request-timeout", new Property("PT3S", Duration.ofSeconds(3), EmitterConfig::requestTimeout));
        properties.put("oidc-client", new Property("partner", "partner", EmitterConfig::oidcClient));
        properties.put("token-propagation", new Property("true", true, EmitterConfig::tokenPropagation));
        properties.put("idempotency-key", new Property("true", true, EmitterConfig::idempotencyKey));
        properties.put("retry.max-attempts", new Property("3", 3, emitter -> emitter.retry().maxAttempts()));
        properties.put("retry.initial-back-off",
                new Property("PT1S", Duration.ofSeconds(1), emitter -> emitter.retry().initialBackOff()));
        properties.put("retry.max-back-off",
                new Property("PT2S", Duration.ofSeconds(2), emitter -> emitter.retry().maxBackOff()));
        properties.put("retry.jitter", new Property("0.25", 0.25, emitter -> emitter.retry().jitter()));
        properties.put("retry.statuses", new Property("500,503", List.of(500, 503), emitter -> emitter.retry().statuses()));
        properties.put("retry.verbs", new Property("GET", List.of("GET"), emitter -> emitter.retry().verbs()));
        return properties;
    }

    private record Property(String written, Object value, Function<EmitterConfig, Optional<?>> read) {
    }

    enum Spelling {
        QUOTED,
        UNQUOTED,
        OF_A_PROFILE,
        SYSTEM_PROPERTY,
        ENVIRONMENT_QUOTED,
        ENVIRONMENT_UNQUOTED,
        ENVIRONMENT_OF_A_PROFILE,
        DOT_ENV,
        DOT_ENV_AS_PROPERTY,
        YAML;

        void write(ConfigurationSources sources, String name, String key, String value) {
            String quoted = "emitter.\"" + name + "\"." + key;
            String unquoted = "emitter." + name + "." + key;
            switch (this) {
                case QUOTED -> sources.inApplicationProperties(quoted, value);
                case UNQUOTED -> sources.inApplicationProperties(unquoted, value);
                case OF_A_PROFILE -> sources.inApplicationProperties("%prod.", unquoted, value);
                case SYSTEM_PROPERTY -> sources.inSystemProperties(quoted, value);
                case ENVIRONMENT_QUOTED -> sources.inEnvironment(variable(quoted), value);
                case ENVIRONMENT_UNQUOTED -> sources.inEnvironment(variable(unquoted), value);
                case ENVIRONMENT_OF_A_PROFILE -> sources.inEnvironment("_PROD_" + variable(quoted), value);
                case DOT_ENV -> sources.inDotEnv(variable(quoted), value);
                case DOT_ENV_AS_PROPERTY -> sources.inDotEnv("quarkus.dapr-invoke." + quoted, value);
                case YAML -> {
                    boolean list = PROPERTIES.get(key).value() instanceof List;
                    String written = !list ? "'" + value + "'"
                            : Stream.of(value.split(",")).map(entry -> "\n      - " + entry).reduce("", String::concat);
                    String lines = key.startsWith("retry.") ? "retry:\n      " + key.substring(6) + ": " + written
                            : key + ": " + written;
                    sources.inYaml("emitter:\n  '" + name + "':\n    " + lines);
                }
            }
        }

        private static String variable(String property) {
            return ("quarkus.dapr-invoke." + property).replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        }
    }
}
