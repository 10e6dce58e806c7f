package io.quarkiverse.daprinvoke.runtime;

import static io.quarkiverse.daprinvoke.runtime.StartedEmitters.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.runtime.config.ConfigurationSources;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;

/**
 * An allow-list never fails open: in any source and spelling, it either limits the emitter or fails the start. An emitter with
 * an app ID outside the list detects an application that starts without the list.
 */
class AllowListSourcesTest {

    private static final Vertx VERTX = Vertx.vertx();

    private static final String NOT_LISTED = "is invalid: the app ID is not listed in ";
    private static final String EMPTY = " must not be empty, nor have an empty entry: list the app IDs that may be called, or "
            + "remove it to allow any";
    private static final String NO_EMITTER = " limits no emitter of the application: correct its name, which is "
            + "quarkus.dapr-invoke.allowed-app-ids for all emitters and "
            + "quarkus.dapr-invoke.emitter.\"name\".allowed-app-ids for one, or remove it";
    private static final String ALL = "quarkus.dapr-invoke.allowed-app-ids";
    private static final String ONE = "quarkus.dapr-invoke.emitter.\"my-emitter\".allowed-app-ids";

    private final ConfigurationSources sources = new ConfigurationSources();

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void withoutAListEveryAppIdMayBeCalled() {
        sources.inApplicationProperties("%dev.", "allowed-app-ids", "orders")
                .inEnvironment("_DEV_QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS", "orders")
                .inApplicationProperties("%dev.", "emitter.other.allowed-app-ids", "");
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    static Stream<Arguments> listsThatLimit() {
        return Stream.of(
                limits(ALL, sources().inApplicationProperties("allowed-app-ids", "orders")),
                limits(ALL, sources().inApplicationProperties("allowed-app-ids[0]", "orders")),
                limits(ALL, sources().inApplicationProperties("%prod.", "allowed-app-ids", "orders")),
                limits(ALL, sources().inEnvironment("QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS", "orders")),
                limits(ALL, sources().inEnvironment("quarkus_dapr_invoke_allowed_app_ids", "orders")),
                limits(ALL, sources().inEnvironment("QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS_0_", "orders")),
                limits(ALL, sources().inEnvironment("_PROD_QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS", "orders")),
                limits(ALL, sources().inDotEnv("QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS", "orders")),
                limits(ALL, sources().inSystemProperties("allowed-app-ids", "orders")),
                limits(ALL, sources().inYaml("allowed-app-ids: orders")),
                limits(ALL, sources().inYaml("allowed-app-ids:\n  - orders")),
                limits(ALL, sources().inYaml("allowed-app-ids: [orders, stock]")),
                limits(ONE, sources().inApplicationProperties("emitter.\"my-emitter\".allowed-app-ids", "orders")),
                limits(ONE, sources().inApplicationProperties("emitter.my-emitter.allowed-app-ids", "orders")),
                limits(ONE, sources().inApplicationProperties("emitter.my-emitter.allowed-app-ids[0]", "orders")),
                limits(ONE, sources().inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER_MY_EMITTER_ALLOWED_APP_IDS", "orders")),
                limits(ONE, sources().inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER__MY_EMITTER__ALLOWED_APP_IDS", "orders")),
                limits(ONE, sources().inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER__MY_EMITTER__ALLOWED_APP_IDS_0_", "orders")),
                limits(ONE, sources().inDotEnv("QUARKUS_DAPR_INVOKE_EMITTER__MY_EMITTER__ALLOWED_APP_IDS", "orders")),
                limits(ONE, sources().inYaml("emitter:\n  my-emitter:\n    allowed-app-ids:\n      - orders")),
                // The other spelling has other properties
                limits(ONE, sources().inApplicationProperties("emitter.\"my-emitter\".allowed-app-ids", "orders")
                        .inApplicationProperties("emitter.my-emitter.http-verb", "put")),
                limits(ONE, sources().inApplicationProperties("emitter.my-emitter.allowed-app-ids", "orders")
                        .inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER__MY_EMITTER__METHOD_NAME", "create")),
                limits(ALL, sources().inEnvironment("_WITH_DASH_QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS_0_", "orders")),
                limits(ONE, sources().inEnvironment("_WITH_DASH_QUARKUS_DAPR_INVOKE_EMITTER_MY_EMITTER_ALLOWED_APP_IDS_0_",
                        "orders")),
                limits(ALL, sources().inApplicationProperties("%prod,stage.", "allowed-app-ids", "orders")),
                limits(ONE, sources().inApplicationProperties("%stage,prod.", "emitter.my-emitter.allowed-app-ids[0]",
                        "orders")),
                // A list of several sources or profiles is that of the first among them, however each is written
                limits(ALL, sources().inApplicationProperties("allowed-app-ids[0]", "orders")
                        .inApplicationProperties("allowed-app-ids[1]", "forbidden")
                        .inApplicationProperties("%prod.", "allowed-app-ids[0]", "stock")),
                limits(ALL, sources().inApplicationProperties("allowed-app-ids[0]", "orders")
                        .inApplicationProperties("allowed-app-ids[1]", "forbidden")
                        .inApplicationProperties("%prod.", "allowed-app-ids", "orders")),
                limits(ALL, sources().inApplicationProperties("allowed-app-ids[0]", "orders")
                        .inApplicationProperties("allowed-app-ids[1]", "forbidden")
                        .inEnvironment("QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS_0_", "orders")),
                limits(ALL, sources().inYaml("allowed-app-ids: [orders, forbidden]")
                        .inSystemProperties("allowed-app-ids[0]", "orders")),
                limits(ONE, sources().inYaml("emitter:\n  my-emitter:\n    allowed-app-ids: [orders, forbidden]")
                        .inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER__MY_EMITTER__ALLOWED_APP_IDS_0_", "orders")),
                // The list of the emitter, not that of all
                limits(ONE, sources().inApplicationProperties("emitter.my-emitter.allowed-app-ids", "orders")
                        .inApplicationProperties("allowed-app-ids", "forbidden")));
    }

    private static Arguments limits(String property, ConfigurationSources sources) {
        return Arguments.of(sources, property);
    }

    @ParameterizedTest
    @MethodSource
    void listsThatLimit(ConfigurationSources written, String property) {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> start(written))
                .withMessageContaining(NOT_LISTED + property + ",");
    }

    static Stream<Arguments> listsWithNothingInThem() {
        return Stream.of(
                of(ALL + EMPTY, sources().inApplicationProperties("allowed-app-ids", "")),
                of(ALL + EMPTY, sources().inApplicationProperties("allowed-app-ids", " , ")),
                of(ALL + EMPTY, sources().inApplicationProperties("allowed-app-ids", "forbidden,${UNSET:}")),
                of(ALL + EMPTY, sources().inApplicationProperties("allowed-app-ids[0]", "forbidden")
                        .inApplicationProperties("allowed-app-ids[1]", " ")),
                of(ALL + EMPTY, sources().inYaml("allowed-app-ids: ~")),
                of(ALL + EMPTY, sources().inYaml("\"allowed-app-ids\": null")),
                of(ALL + EMPTY, sources().inEnvironment("QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS", "")),
                of(ALL + EMPTY, sources().inEnvironment("QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS", "forbidden")
                        .inSystemProperties("allowed-app-ids[1]", "")),
                of(ALL + EMPTY, sources().inSystemProperties("allowed-app-ids", "forbidden")
                        .inApplicationProperties("allowed-app-ids[0]", "")),
                of(ALL + EMPTY, sources().inEnvironment("QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS_7_", "")),
                of(ALL + EMPTY, sources().inYaml("allowed-app-ids:")),
                of(ALL + EMPTY, sources().inYaml("allowed-app-ids:\n#  - orders\n#  - stock")),
                of(ALL + EMPTY, sources().inYaml("allowed-app-ids: []")),
                of(ALL + EMPTY, sources().inYaml("allowed-app-ids: {}")),
                of(ALL + EMPTY, sources().inYaml("allowed-app-ids: [{}]")),
                of(ALL + EMPTY, sources().inYaml("allowed-app-ids: ''")),
                of(ALL + EMPTY, sources().inYaml("allowed-app-ids: [forbidden, '']")),
                of(ALL + EMPTY, sources().inYaml("allowed-app-ids:\n  - forbidden\n  -")),
                of(ONE + EMPTY, sources().inApplicationProperties("emitter.my-emitter.allowed-app-ids", "")),
                of(ONE + EMPTY, sources().inApplicationProperties("emitter.my-emitter.allowed-app-ids[3]", "")),
                of(ONE + EMPTY, sources().inApplicationProperties("emitter.\"my-emitter\".allowed-app-ids", "forbidden")
                        .inApplicationProperties("emitter.my-emitter.allowed-app-ids", "")),
                of(ONE + EMPTY, sources().inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER_MY_EMITTER_ALLOWED_APP_IDS", "")),
                of("quarkus.dapr-invoke.emitter.my-emitter.allowed-app-ids" + EMPTY,
                        sources().inYaml("emitter:\n  my-emitter:\n    allowed-app-ids:")),
                of(ONE + EMPTY, sources().inYaml("emitter:\n  my-emitter:\n    allowed-app-ids: []")));
    }

    @ParameterizedTest
    @MethodSource
    void listsWithNothingInThem(ConfigurationSources written, String problem) {
        assertFails(written, problem);
    }

    static Stream<Arguments> listsWithAnExpressionWithoutAValue() {
        return Stream.of(
                of(ALL, sources().inApplicationProperties("allowed-app-ids", "forbidden,${EXTRA_APP_IDS}")),
                of(ALL, sources().inApplicationProperties("allowed-app-ids", "${EXTRA_APP_IDS}")),
                of(ALL, sources().inEnvironment("QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS", "forbidden,${EXTRA_APP_IDS}")),
                of(ALL + "[0]", sources().inApplicationProperties("allowed-app-ids[0]", "${EXTRA_APP_IDS}")),
                of(ALL + "[0]", sources().inEnvironment("QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS_0_", "${EXTRA_APP_IDS}")),
                of(ALL, sources().inYaml("allowed-app-ids: [forbidden, '${EXTRA_APP_IDS}']")),
                of("quarkus.dapr-invoke.emitter.my-emitter.allowed-app-ids",
                        sources().inApplicationProperties("emitter.my-emitter.allowed-app-ids", "forbidden,${EXTRA_APP_IDS}")),
                of(ONE, sources().inApplicationProperties("emitter.\"my-emitter\".allowed-app-ids", "${EXTRA_APP_IDS}")));
    }

    @ParameterizedTest
    @MethodSource
    void listsWithAnExpressionWithoutAValue(ConfigurationSources written, String property) {
        assertFails(written, property + " has an expression without a value: set what it refers to, or remove " + property);
    }

    static Stream<Arguments> listsThatNoEmitterHas() {
        return Stream.of(
                of("quarkus.dapr-invoke.emitter.my-emiter.allowed-app-ids",
                        sources().inApplicationProperties("emitter.my-emiter.allowed-app-ids", "orders")),
                of("quarkus.dapr-invoke.emitter.\"other\".allowed-app-ids[0]",
                        sources().inApplicationProperties("emitter.\"other\".allowed-app-ids[0]", "orders")),
                of("%prod.quarkus.dapr-invoke.emitter.other.allowed-app-ids",
                        sources().inApplicationProperties("%prod.", "emitter.other.allowed-app-ids", "orders")),
                of("QUARKUS_DAPR_INVOKE_EMITTER__OTHER__ALLOWED_APP_IDS",
                        sources().inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER__OTHER__ALLOWED_APP_IDS", "orders")),
                of("QUARKUS_DAPR_INVOKE_EMITTER_OTHER_ALLOWED_APP_IDS_0_",
                        sources().inEnvironment("QUARKUS_DAPR_INVOKE_EMITTER_OTHER_ALLOWED_APP_IDS_0_", "orders")),
                of("QUARKUS_DAPR_INVOKE_EMITTER_OTHER_ALLOWED_APP_IDS",
                        sources().inDotEnv("QUARKUS_DAPR_INVOKE_EMITTER_OTHER_ALLOWED_APP_IDS", "orders")),
                of("quarkus.dapr-invoke.emitter.other.allowed-app-ids",
                        sources().inYaml("emitter:\n  other:\n    allowed-app-ids: orders")),
                of("%prod,stage.quarkus.dapr-invoke.emitter.other.allowed-app-ids",
                        sources().inApplicationProperties("%prod,stage.", "emitter.other.allowed-app-ids", "orders")),
                of("_PROD_QUARKUS_DAPR_INVOKE_EMITTER__OTHER__ALLOWED_APP_IDS",
                        sources().inEnvironment("_PROD_QUARKUS_DAPR_INVOKE_EMITTER__OTHER__ALLOWED_APP_IDS", "orders")),
                of("_WITH_DASH_QUARKUS_DAPR_INVOKE_EMITTER_OTHER_ALLOWED_APP_IDS_0_",
                        sources().inDotEnv("_WITH_DASH_QUARKUS_DAPR_INVOKE_EMITTER_OTHER_ALLOWED_APP_IDS_0_", "orders")),
                // No profile has such a name
                of("%{prod,stage}.quarkus.dapr-invoke.allowed-app-ids",
                        sources().inApplicationProperties("%{prod,stage}.", "allowed-app-ids", "orders")),
                // Another name of the same letters has a list
                of("quarkus.dapr-invoke.emitter.my_emitter.allowed-app-ids",
                        sources().inApplicationProperties("emitter.my_emitter.allowed-app-ids", "orders")
                                .inApplicationProperties("emitter.my-emitter.allowed-app-ids", "forbidden")),
                of("quarkus.dapr-invoke.emitter.\"my-emitter\u6ce8\".allowed-app-ids",
                        sources().inApplicationProperties("emitter.\"my-emitter\u6ce8\".allowed-app-ids", "orders")
                                .inApplicationProperties("emitter.\"my-emitter\".allowed-app-ids", "forbidden")),
                of("quarkus.dapr-invoke.allowed_app_ids", sources().inApplicationProperties("allowed_app_ids", "orders")
                        .inApplicationProperties("allowed-app-ids", "forbidden")),
                // Spellings that nothing reads
                of("quarkus.dapr-invoke.allowed-app-ids[00]",
                        sources().inApplicationProperties("allowed-app-ids[00]", "orders")),
                of("quarkus.dapr-invoke.emitter.my_emitter.allowed-app-ids",
                        sources().inApplicationProperties("emitter.my_emitter.allowed-app-ids", "orders")),
                of("quarkus.dapr-invoke.emitter.My-Emitter.allowed-app-ids",
                        sources().inApplicationProperties("emitter.My-Emitter.allowed-app-ids", "orders")),
                of("quarkus.dapr-invoke.emitter.'my-emitter'.allowed-app-ids",
                        sources().inApplicationProperties("emitter.'my-emitter'.allowed-app-ids", "orders")),
                of("quarkus.dapr-invoke.emitter.allowed-app-ids",
                        sources().inApplicationProperties("emitter.allowed-app-ids", "orders")),
                of("quarkus.dapr-invoke.emitter.my-emitter.retry.allowed-app-ids",
                        sources().inApplicationProperties("emitter.my-emitter.retry.allowed-app-ids", "orders")),
                of("quarkus.dapr-invoke.allowed-app-ids.orders",
                        sources().inApplicationProperties("allowed-app-ids.orders", "true")),
                of("quarkus.dapr-invoke.allowed-app-ids[orders]",
                        sources().inApplicationProperties("allowed-app-ids[orders]", "true")),
                of("quarkus.dapr-invoke.allowedAppIds", sources().inApplicationProperties("allowedAppIds", "orders")));
    }

    @ParameterizedTest
    @MethodSource
    void listsThatNoEmitterHas(ConfigurationSources written, String name) {
        assertFails(written, name + NO_EMITTER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            endpoint                | ${MISSING}
            api-token               | ${MISSING}
            propagate-headers       | x-a,${MISSING}
            propagate-headers[0]    | ${MISSING}
            tls-configuration-name  | ${MISSING}
            retry.verbs             | ${MISSING}
            retry.statuses          | 503,${MISSING}
            endpoint                | http://${MISSING}:3500
            """)
    void anExpressionWithoutAValueIsNoAbsentProperty(String key, String value) {
        String problem = "quarkus.dapr-invoke." + key + " has an expression without a value: set what it refers to, or remove "
                + "quarkus.dapr-invoke." + key;
        assertFails(sources().inApplicationProperties(key, value), problem);
        assertFails(sources().inYaml(key.replace(".", ":\n  ").replace("[0]", "") + ": '" + value + "'"),
                problem.replace("[0]", ""));
        assertFails(sources().inEnvironment(
                "QUARKUS_DAPR_INVOKE_" + key.replaceAll("[^a-z0-9]", "_").toUpperCase(), value), problem);
        assertFails(sources().inEnvironment(
                "_WITH_DASH_QUARKUS_DAPR_INVOKE_" + key.replaceAll("[^a-z0-9]", "_").toUpperCase(), value), problem);
    }

    @ParameterizedTest
    @CsvSource({ "dapr.http.endpoint", "DAPR_HTTP_ENDPOINT", "DAPR_HTTP_PORT", "DAPR_SIDECAR_IP", "DAPR_API_TOKEN" })
    void anExpressionOfAVariableOfDaprNeedsAValueToo(String variable) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> start(sources().inDotEnv(variable, "${MISSING}")))
                .withMessageContaining(variable.toLowerCase().replace('_', '.') + " has an expression without a value");
    }

    @ParameterizedTest
    @CsvSource({ "api-token", "tls-configuration-name" })
    void whatProtectsSomethingIsNotEmpty(String key) {
        String problem = "quarkus.dapr-invoke." + key + " must not be empty: set a value, or remove it";
        assertFails(sources().inApplicationProperties(key, ""), problem);
        assertFails(sources().inApplicationProperties(key, "${UNSET:}"), problem);
        assertFails(sources().inEnvironment("QUARKUS_DAPR_INVOKE_" + key.replace('-', '_').toUpperCase(), ""), problem);
    }

    @Test
    void whatOnlyTheBuildReadsNeedsNoValue() {
        sources.inApplicationProperties("devservices.apps.\"orders\"", "${MISSING}")
                .inApplicationProperties("kubernetes.app-id", "${MISSING}")
                .inApplicationProperties("health.enabled", "${MISSING}")
                .inApplicationProperties("metrics.enabled", "${MISSING}")
                .inApplicationProperties("tracing.enabled", "${MISSING}");
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void aPropertyThatIsOverriddenNeedsNoValue() {
        sources.inApplicationProperties("endpoint", "${MISSING}").inSystemProperties("endpoint", "http://127.0.0.1:3501");
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    private static Arguments of(String problem, ConfigurationSources sources) {
        return Arguments.of(sources, problem);
    }

    private static ConfigurationSources sources() {
        return new ConfigurationSources();
    }

    private void assertFails(ConfigurationSources written, String problem) {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> start(written))
                .satisfies(failure -> assertThat(failure.getMessage().lines().toList())
                        .anySatisfy(line -> assertThat(line).startsWith(problem)));
    }

    private void start() {
        start(sources);
    }

    private static void start(ConfigurationSources written) {
        StartedEmitters.start(VERTX, written.config(), definition("my-emitter", "forbidden", "create"));
    }
}
