package io.quarkiverse.daprinvoke.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.SmallRyeConfig;

/**
 * Headers and query parameters are found in all spellings and sources. A property that would lead to a wrong name, or to none,
 * is a problem.
 */
class ConfiguredParametersTest {

    private static final String UNCLEAR = " does not name a header or a query parameter, because an environment variable has no "
            + "dashes and no lower case: name it in another configuration source as well, for example "
            + "quarkus.dapr-invoke.headers.\"x-tenant\"= in application.properties, or set it there";

    private final ConfigurationSources sources = new ConfigurationSources();
    private final List<String> problems = new ArrayList<>();
    private List<String> unused = new ArrayList<>();

    private Map<String, String> headersOfAll() {
        SmallRyeConfig config = sources.config();
        WrittenProperties written = new WrittenProperties(config);
        Map<String, String> headers = set(ConfiguredEmitter.headersOfAll(config, written, problems));
        unused = new ArrayList<>(written.check(List.of(), new YamlParser(), problems));
        return headers;
    }

    private ConfiguredEmitter emitter(WrittenProperties written, SmallRyeConfig config, String... known) {
        return new ConfiguredEmitter("my-orders", List.of(known), config, written, problems);
    }

    private Map<String, String> headers(String... known) {
        SmallRyeConfig config = sources.config();
        WrittenProperties written = new WrittenProperties(config);
        Map<String, String> headers = set(emitter(written, config, known).headers());
        unused = new ArrayList<>(written.check(List.of("my-orders"), new YamlParser(), problems));
        return headers;
    }

    private Map<String, String> query() {
        SmallRyeConfig config = sources.config();
        WrittenProperties written = new WrittenProperties(config);
        Map<String, String> query = set(emitter(written, config).query());
        unused = new ArrayList<>(written.check(List.of("my-orders"), new YamlParser(), problems));
        return query;
    }

    private static Map<String, String> set(Map<String, Optional<String>> read) {
        Map<String, String> set = new HashMap<>();
        read.forEach((name, value) -> value.ifPresent(text -> set.put(name, text)));
        return set;
    }

    private void assertNothingWrong() {
        assertThat(problems).isEmpty();
        assertThat(unused).isEmpty();
    }

    static Stream<Arguments> ofAll() {
        return Stream.of(
                named("quoted", sources -> sources.inApplicationProperties("headers.\"x-tenant\"", "acme")),
                named("unquoted", sources -> sources.inApplicationProperties("headers.x-tenant", "acme")),
                named("of a profile", sources -> sources.inApplicationProperties("%prod.", "headers.x-tenant", "acme")),
                named("a system property", sources -> sources.inSystemProperties("headers.\"x-tenant\"", "acme")),
                named("YAML", sources -> sources.inYaml("headers:\n  x-tenant: acme")),
                named("a name in .env", sources -> sources.inDotEnv("quarkus.dapr-invoke.headers.\"x-tenant\"", "acme")),
                named("a variable over a property", sources -> sources.inApplicationProperties("headers.x-tenant", "less")
                        .inEnvironment("QUARKUS_DAPR_INVOKE_HEADERS__X_TENANT__", "acme")),
                named("the same with one underscore", sources -> sources.inApplicationProperties("headers.x-tenant", "less")
                        .inEnvironment("QUARKUS_DAPR_INVOKE_HEADERS__X_TENANT_", "acme")),
                named("a variable over an empty property", sources -> sources.inYaml("headers:\n  x-tenant: ''")
                        .inEnvironment("QUARKUS_DAPR_INVOKE_HEADERS_X_TENANT", "acme")),
                named("a variable of a profile", sources -> sources.inApplicationProperties("headers.\"x-tenant\"", "")
                        .inEnvironment("_PROD_QUARKUS_DAPR_INVOKE_HEADERS__X_TENANT__", "acme")));
    }

    private static Arguments named(String description, UnaryOperator<ConfigurationSources> sources) {
        return Arguments.of(description, sources);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofAll")
    void headersOfAllEmittersAreFound(String description, UnaryOperator<ConfigurationSources> written) {
        written.apply(sources);
        assertThat(headersOfAll()).isEqualTo(Map.of("x-tenant", "acme"));
        assertNothingWrong();
    }

    @ParameterizedTest
    @ValueSource(strings = { "emitter.\"my-orders\".headers.\"x-tenant\"", "emitter.\"my-orders\".headers.x-tenant",
            "emitter.my-orders.headers.\"x-tenant\"", "emitter.my-orders.headers.x-tenant" })
    void headersOfAnEmitterAreFoundInEverySpelling(String key) {
        sources.inApplicationProperties(key, "acme");
        assertThat(headers()).isEqualTo(Map.of("x-tenant", "acme"));
        assertNothingWrong();
    }

    @ParameterizedTest
    @ValueSource(strings = { "x.tenant", "app-id", "allowed-app-ids", "x-1", "x-trace-1", "x_a" })
    void theNameMayBeAnyThatAHeaderHas(String name) {
        sources.inApplicationProperties("emitter.my-orders.headers.\"" + name + "\"", "less").inEnvironment(
                ("QUARKUS_DAPR_INVOKE_EMITTER__MY_ORDERS__HEADERS__" + name.replaceAll("[^a-z0-9]", "_") + "__").toUpperCase(),
                "acme");
        assertThat(headers()).isEqualTo(Map.of(name, "acme"));
        assertNothingWrong();
    }

    @Test
    void aVariableAloneSetsANameOfLettersAndDigits() {
        sources.inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER__MY_ORDERS__HEADERS__AUTHORIZATION__", "secret")
                .inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER_MY_ORDERS_HEADERS_ACCEPT", "text/csv");
        assertThat(headers()).isEqualTo(Map.of("authorization", "secret", "accept", "text/csv"));
        assertNothingWrong();
    }

    @Test
    void aVariableSetsAHeaderThatAnAnnotationNames() {
        sources.inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER__MY_ORDERS__HEADERS__X_TENANT__", "acme");
        assertThat(headers("X-Tenant")).isEqualTo(Map.of("X-Tenant", "acme"));
        assertNothingWrong();
    }

    @ParameterizedTest
    @ValueSource(strings = { "QUARKUS_DAPR_INVOKE_HEADERS__X_TENANT__", "QUARKUS_DAPR_INVOKE_HEADERS__X_TENANT_",
            "QUARKUS_DAPR_INVOKE_HEADERS_X_TENANT",
            "_PROD_QUARKUS_DAPR_INVOKE_HEADERS__X_TENANT__", "QUARKUS_DAPR_INVOKE_EMITTER__MY_ORDERS__HEADERS__X_TENANT__",
            "QUARKUS_DAPR_INVOKE_EMITTER_MY_ORDERS_HEADERS_X_TENANT",
            "QUARKUS_DAPR_INVOKE_EMITTER__MY_ORDERS__QUERY__PAGE_SIZE__",
            "QUARKUS_DAPR_INVOKE_HEADERS__X_TRACE_1__", "QUARKUS_DAPR_INVOKE_HEADERS__X_TRACE_1_" })
    void aVariableThatMightMeanSeveralNamesIsAProblem(String variable) {
        sources.inEnvironment(variable, "secret");
        headers();
        assertThat(problems).containsExactly(variable + UNCLEAR);
        assertThat(unused).isEmpty();
    }

    @Test
    void namesOfHeadersAreOneInAnyLetterCase() {
        sources.inApplicationProperties("emitter.my-orders.headers.\"X-Tenant\"", "less")
                .inSystemProperties("emitter.my-orders.headers.x-tenant", "acme");
        assertThat(headers().values()).containsExactly("acme");
        assertNothingWrong();
    }

    @Test
    void twoSpellingsWithTwoValuesInOneSourceAreAProblem() {
        sources.inApplicationProperties("headers.\"X-Tenant\"", "one").inApplicationProperties("headers.x-tenant", "other");
        assertThat(headersOfAll()).isEmpty();
        assertThat(problems).singleElement().asString()
                .contains("quarkus.dapr-invoke.headers.\"X-Tenant\"", "quarkus.dapr-invoke.headers.x-tenant",
                        "are one property with two values")
                .doesNotContain("other:");
    }

    @Test
    void namesOfQueryParametersDifferInLetterCase() {
        sources.inApplicationProperties("emitter.my-orders.query.Q", "upper")
                .inApplicationProperties("emitter.\"my-orders\".query.q", "lower")
                .inApplicationProperties("emitter.my-orders.query.\"filter[name]\"", "tea");
        assertThat(query()).isEqualTo(Map.of("Q", "upper", "q", "lower", "filter[name]", "tea"));
        assertNothingWrong();
    }

    @Test
    void aVariableSetsAQueryParameterThatAPropertyNamesInUpperCase() {
        sources.inApplicationProperties("emitter.my-orders.query.Q", "less")
                .inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER__MY_ORDERS__QUERY__Q__", "tea");
        assertThat(query()).isEqualTo(Map.of("Q", "tea"));
        assertNothingWrong();
    }

    @Test
    void aPropertyWithoutANameIsNone() {
        sources.inApplicationProperties("headers.", "acme").inApplicationProperties("headers.x-tenant", "acme");
        assertThat(headersOfAll()).isEqualTo(Map.of("x-tenant", "acme"));
    }

    @Test
    void anActiveProfileWins() {
        sources.inApplicationProperties("headers.x-tenant", "less")
                .inApplicationProperties("%prod.", "headers.x-tenant", "acme")
                .inApplicationProperties("%dev.", "headers.x-other", "inactive");
        assertThat(headersOfAll()).isEqualTo(Map.of("x-tenant", "acme"));
        assertNothingWrong();
    }

    @Test
    void anEmptyValueIsNone() {
        sources.inApplicationProperties("headers.x-tenant", "");
        assertThat(headersOfAll()).isEmpty();
        assertNothingWrong();
    }

    @Test
    void anExpressionWithoutAValueIsAProblemOnce() {
        sources.inApplicationProperties("headers.x-tenant", "${MISSING}");
        assertThat(headersOfAll()).isEmpty();
        assertThat(problems).singleElement().asString()
                .startsWith("quarkus.dapr-invoke.headers.x-tenant has an expression without a value").contains("MISSING");
    }

    @Test
    void thoseOfAnEmitterThatDoesNotExistAreUnused() {
        sources.inApplicationProperties("emitter.my-orders.headers.x-read", "acme")
                .inApplicationProperties("emitter.other.headers.\"x-tenant\"", "acme")
                .inApplicationProperties("emitter.\"other\".query.q", "tea")
                .inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER__ANOTHER__HEADERS__X_TENANT__", "acme");
        assertThat(headers()).isEqualTo(Map.of("x-read", "acme"));
        assertThat(unused).containsExactly("QUARKUS_DAPR_INVOKE_EMITTER__ANOTHER__HEADERS__X_TENANT__",
                "quarkus.dapr-invoke.emitter.other.headers.\"x-tenant\"",
                "quarkus.dapr-invoke.emitter.\"other\".query.q");
        assertThat(problems).isEmpty();
    }
}
