package io.quarkiverse.daprinvoke.runtime.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.runtime.StartedEmitters;
import io.quarkiverse.daprinvoke.runtime.TestConfigs;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObservation;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObserver;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedEmitter;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;

/**
 * The data of interfaces when the application starts.
 */
class DaprServicesTest {

    private static final Vertx VERTX = Vertx.vertx();

    /** REST Client looks for it among all properties of the application, and so do the interfaces. */
    private static final String URL = "quarkus.rest-client.\"org.acme.Orders\".url";
    private static final String APP_ID = "quarkus.dapr-invoke.rest-client.\"org.acme.Orders\".app-id";

    @DaprService("orders")
    private interface Annotated {
    }

    private final Map<String, String> properties = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<ObservedEmitter> told = new ArrayList<>();
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
        properties.put("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:3500");
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        System.clearProperty(URL);
        System.clearProperty(APP_ID);
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private DaprServices services() {
        SmallRyeConfig config = TestConfigs.of(properties);
        SidecarClient client = new SidecarClient(VERTX, config.getConfigMapping(DaprInvokeConfig.class),
                StartedEmitters.NO_TLS, config);
        return new DaprServices(client, StartedEmitters.start(client, config, List.of(new CallObserver() {
            @Override
            public void emitter(ObservedEmitter emitter) {
                told.add(emitter);
            }

            @Override
            public CallObservation begin(ObservedEmitter emitter) {
                return null;
            }
        })));
    }

    private DaprServices start(String appId) {
        DaprServices services = services();
        services.start(List.of(new ServiceDefinition("org.acme.Orders", null, appId, null, false)));
        return services;
    }

    /** All of which REST Client would take for no host at all, and call this machine. */
    @ParameterizedTest
    @CsvSource({ "http://my_sidecar:3500", "http://dapr_.example.org", "https://_dapr:3500/base" })
    void aHostWithAnUnderscoreIsAProblem(String endpoint) {
        properties.put("quarkus.dapr-invoke.endpoint", endpoint);
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> start("orders"))
                .withMessageStartingWith("The host of the Dapr sidecar at " + endpoint)
                .withMessageEndingWith(" has an underscore, which REST Client does not accept in a host name: use another name "
                        + "or an IP address");
    }

    @ParameterizedTest
    @CsvSource({ "http://my_sidecar:3500", "unix:/tmp/dapr.socket" })
    void aSidecarThatNoInterfaceCallsIsNone(String endpoint) {
        properties.put("quarkus.dapr-invoke.endpoint", endpoint);
        System.setProperty(URL, "http://elsewhere");
        assertThat(start("orders").services()).isEmpty();
    }

    @Test
    void anAppIdHasNoPlaceholders() {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> start("orders-{tenant}"))
                .withMessageContaining("the app ID of an interface must not contain placeholders");
    }

    /** And nothing else is said of it. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "orders")
    void aConfiguredAppIdThatIsNotKnownIsNotReplacedByThatOfTheAnnotation(String annotated) {
        System.setProperty(APP_ID, "${no.such.property}");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> start(annotated))
                .withMessageContaining("no.such.property").withMessageNotContaining("Found");
    }

    @Test
    void anInterfaceWithoutAnAppIdIsAProblem() {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> start(null))
                .withMessage("The app ID of org.acme.Orders is invalid: it is empty. Correct "
                        + "quarkus.dapr-invoke.rest-client.\"org.acme.Orders\".app-id");
    }

    @Test
    void aTokenThatLeavesTheHostUnencryptedIsWarnedOf() {
        properties.put("quarkus.dapr-invoke.endpoint", "http://10.0.0.1:3500");
        properties.put("quarkus.dapr-invoke.api-token", "secret-token");
        start("orders");
        assertThat(warnings).singleElement().asString()
                .startsWith("The Dapr API token is sent unencrypted to http://10.0.0.1:3500, which is not this host");
    }

    @Test
    void aTokenThatNoInterfaceSendsIsNot() {
        properties.put("quarkus.dapr-invoke.endpoint", "http://10.0.0.1:3500");
        start("orders");
        properties.put("quarkus.dapr-invoke.api-token", "secret-token");
        System.setProperty(URL, "http://elsewhere");
        start("orders");
        assertThat(warnings).isEmpty();
    }

    @Test
    void observersAreToldOfEachInterface() {
        start("orders");
        assertThat(told).singleElement().satisfies(emitter -> {
            assertThat(emitter.target().outline().appId()).isEqualTo("orders");
            assertThat(emitter.sidecar()).hasToString("http://127.0.0.1:3500");
        });
    }

    @Test
    void aClientIsMadeAfterTheStart() {
        DaprServices services = services();
        assertThatIllegalStateException().isThrownBy(() -> services.of(Annotated.class))
                .withMessage("A client of " + Annotated.class.getName() + " was created before the application started: create "
                        + "it later, for example when StartupEvent is fired");
        assertThat(services.of(Runnable.class)).isNull();
        assertThat(services.services()).isEmpty();
        assertThat(services.sidecars()).isEmpty();
        services.start(List.of(new ServiceDefinition(Annotated.class.getName(), null, "orders", null, false)));
        assertThat(services.of(Annotated.class).appId()).isEqualTo("orders");
        assertThat(services.of(Runnable.class)).isNull();
        assertThat(services.sidecars()).hasSize(1);
    }
}
