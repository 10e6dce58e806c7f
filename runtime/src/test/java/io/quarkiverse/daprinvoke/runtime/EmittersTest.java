package io.quarkiverse.daprinvoke.runtime;

import static io.quarkiverse.daprinvoke.runtime.StartedEmitters.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;

class EmittersTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final Map<String, String> properties = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final Logger logger = Logger.getLogger("io.quarkiverse.daprinvoke");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                warnings.add(new PatternFormatter("%s").format(record));
            }
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void oneProblemIsTheMessage() {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> start(definition("payload", "", "create")))
                .withMessage("The emitter 'payload', injected at A#b, has no app-id: set "
                        + "quarkus.dapr-invoke.emitter.\"payload\".app-id");
    }

    @ParameterizedTest
    @ValueSource(strings = { "on", "true", "OFF", "4XX", "404" })
    void statusesThatArePassedOnAreOneOfThreeValues(String value) {
        properties.put("quarkus.dapr-invoke.rest.pass-through-status", value);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> start(definition("payload", "orders", "create")))
                .withMessage("quarkus.dapr-invoke.rest.pass-through-status must be off, 4xx or all");
    }

    @ParameterizedTest
    @ValueSource(strings = { "4xx", "all" })
    void statusesArePassedOnByQuarkusRestAlone(String value) {
        properties.put("quarkus.dapr-invoke.rest.pass-through-status", value);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> start(definition("payload", "orders", "create")))
                .withMessage("quarkus.dapr-invoke.rest.pass-through-status has no effect without Quarkus REST: "
                        + "add quarkus-rest, or remove the property");
        properties.put("quarkus.dapr-invoke.rest.pass-through-status", "off");
        assertThatCode(() -> start(definition("payload", "orders", "create"))).doesNotThrowAnyException();
    }

    @Test
    void severalProblemsOfSeveralEmittersAreReportedTogether() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> start(definition("one", "", ""), definition("two", "orders", "create"),
                        definition("three", "orders", "")))
                .withMessage(
                        """
                                Found 3 problems with emitters:
                                The emitter 'one', injected at A#b, has no app-id: set quarkus.dapr-invoke.emitter."one".app-id
                                The emitter 'one', injected at A#b, has no method-name: set quarkus.dapr-invoke.emitter."one".method-name
                                The emitter 'three', injected at A#b, has no method-name: set \
                                quarkus.dapr-invoke.emitter."three".method-name""");
    }

    @Test
    void aUnixDomainSocketWithoutANativeTransportIsAProblem() {
        properties.put("quarkus.dapr-invoke.endpoint", "unix:/run/dapr-orders-http.socket");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> start(definition("", "orders", "create"), definition("", "orders", "cancel")))
                .withMessage(
                        "The Dapr sidecar at unix:/run/dapr-orders-http.socket listens on a Unix domain socket, which requires "
                                + "a native transport: set quarkus.vertx.prefer-native-transport=true, and add "
                                + "io.netty:netty-transport-native-epoll (or -kqueue) with the classifier of the platform to the "
                                + "dependencies");
    }

    @Test
    void withoutAnObjectMapperNothingStarts() {
        SmallRyeConfig config = TestConfigs.of(properties);
        DaprInvokeConfig mapping = config.getConfigMapping(DaprInvokeConfig.class);
        SidecarClient client = new SidecarClient(VERTX, mapping, StartedEmitters.NO_TLS, config);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new Emitters(client, mapping, StartedEmitters.none(), StartedEmitters.none(),
                        StartedEmitters.none(), StartedEmitters.none(), StartedEmitters.NO_FILTERS))
                .withMessage("Emitters require exactly one ObjectMapper bean without a qualifier, but the application has "
                        + "none");
    }

    @Test
    void configurationOfAnEmitterThatNobodyInjectsIsWarnedOf() {
        properties.put("quarkus.dapr-invoke.emitter.paylaod.app-id", "orders");
        properties.put("quarkus.dapr-invoke.emitter.\"other.one\".method-name", "create");
        properties.put("quarkus.dapr-invoke.emitter.payload.app-id", "orders");
        start(definition("payload", "", "create"));
        assertThat(warnings).containsExactly("These properties configure no emitter of the application: "
                + "quarkus.dapr-invoke.emitter.\"other.one\".method-name, quarkus.dapr-invoke.emitter.paylaod.app-id");
    }

    @Test
    void configurationOfInjectedEmittersIsNotWarnedOf() {
        properties.put("quarkus.dapr-invoke.emitter.payload.app-id", "orders");
        assertThatCode(() -> start(definition("payload", "", "create"))).doesNotThrowAnyException();
        assertThat(warnings).isEmpty();
    }

    @Test
    void headersCannotBePassedOnWhereNoRequestsAreServed() {
        properties.put("quarkus.dapr-invoke.propagate-headers", "x-a");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> start(definition("", "orders", "create"), definition("", "orders", "cancel")))
                .withMessage(
                        "quarkus.dapr-invoke.propagate-headers names headers of inbound HTTP requests, but the application "
                                + "serves no requests: remove it, or add an extension that serves requests, such as "
                                + "quarkus-rest");
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://10.0.0.1:3500", "http://dapr.example.org/base", "http://[2001:db8::1]:3500",
            "http://0.0.0.0:3500", "http://127.0.0.1.example.org" })
    void aTokenThatLeavesTheHostUnencryptedIsWarnedOfOnce(String endpoint) {
        properties.put("quarkus.dapr-invoke.endpoint", endpoint);
        properties.put("quarkus.dapr-invoke.api-token", "secret-token");
        properties.put("quarkus.dapr-invoke.emitter.payload.dapr-address", endpoint + "/same");
        start(definition("", "orders", "create"), definition("payload", "orders", "create"),
                definition("", "orders", "cancel"));
        assertThat(warnings).containsExactly("The Dapr API token is sent unencrypted to " + SidecarAddress.parse(endpoint)
                + ", which is not this host: use an https endpoint, or a sidecar on the same host as the application, such as "
                + "http://127.0.0.1:3500");
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://127.0.0.1:3500", "http://localhost", "http://[::1]:3500", "https://10.0.0.1",
            "https://dapr.example.org" })
    void aTokenThatStaysOnTheHostOrIsEncryptedIsNotWarnedOf(String endpoint) {
        properties.put("quarkus.dapr-invoke.endpoint", endpoint);
        properties.put("quarkus.dapr-invoke.api-token", "secret-token");
        start(definition("", "orders", "create"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void anUnencryptedSidecarWithoutATokenIsNotWarnedOf() {
        properties.put("quarkus.dapr-invoke.endpoint", "http://10.0.0.1:3500");
        start(definition("", "orders", "create"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void aTokenThatNoEmitterSendsIsNotWarnedOf() {
        properties.put("quarkus.dapr-invoke.endpoint", "http://10.0.0.1:3500");
        properties.put("quarkus.dapr-invoke.api-token", "secret-token");
        properties.put("quarkus.dapr-invoke.emitter.payload.dapr-address", "http://10.0.0.2:3500");
        start(definition("payload", "orders", "create"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void aTokenInTheEnvironmentCountsToo() {
        properties.put("DAPR_HTTP_ENDPOINT", "http://10.0.0.1:3500");
        properties.put("DAPR_API_TOKEN", "secret-token");
        start(definition("", "orders", "create"));
        assertThat(warnings).singleElement().asString()
                .startsWith("The Dapr API token is sent unencrypted to http://10.0.0.1:3500, ");
    }

    @Test
    void neitherTheConfigurationNorTheClientTellsTheTokenAsText() {
        properties.put("quarkus.dapr-invoke.api-token", "secret-token");
        SmallRyeConfig config = TestConfigs.of(properties);
        DaprInvokeConfig mapping = config.getConfigMapping(DaprInvokeConfig.class);
        assertThat(mapping.apiToken()).contains("secret-token");
        assertThat(mapping.toString()).doesNotContain("secret-token");
        assertThat(new SidecarClient(VERTX, mapping, StartedEmitters.NO_TLS, config).toString()).doesNotContain("secret-token");
    }

    private void start(EmitterDefinition... definitions) {
        StartedEmitters.start(VERTX, TestConfigs.of(properties), definitions);
    }
}
