package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.logging.Formatter;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application with emitters and nothing configured has a sidecar in test mode.
 */
class DevServicesTest {

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(FreePort.class, Shop.class))
            .overrideConfigKey("quarkus.application.name", "shop")
            .overrideConfigKey("quarkus.http.test-port", String.valueOf(PORT))
            .overrideConfigKey("quarkus.dapr-invoke.devservices.apps.\"orders\"", "http://localhost:" + PORT + "/orders")
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("io.quarkiverse.daprinvoke.deployment"))
            .assertLogRecords(records -> {
                Formatter message = new PatternFormatter("%p %s");
                assertThat(records).extracting(message::format).singleElement().asString().matches(
                        "INFO Dapr sidecar of dev and test mode \\(in this process\\) listening on http://127\\.0\\.0\\.1:\\d+\\. It calls this "
                                + "application by its name; set quarkus\\.dapr-invoke\\.devservices\\.apps\\.\"<app ID>\""
                                + "=<base URL> for each other application");
            });

    @ConfigProperty(name = "quarkus.dapr-invoke.endpoint")
    String endpoint;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "greet")
    RequestEmitter<String, String> self;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "greet")
    RequestEmitter<String, String> orders;

    @Inject
    @DaprInvoke(appId = "unknown", methodName = "greet")
    RequestEmitter<String, String> unknown;

    @Test
    void addressOfTheSidecarIsConfigured() {
        assertThat(endpoint).matches("http://127\\.0\\.0\\.1:[1-9]\\d*");
    }

    @Test
    void applicationCallsItself() {
        assertThat(self.requestAndAwait("you")).isEqualTo("shop greets you");
    }

    @Test
    void applicationCallsAnotherOne() {
        assertThat(orders.requestAndAwait("you")).isEqualTo("orders greets you");
    }

    @Test
    void unknownApplicationIsAnInvocationThatFailed() {
        assertThatThrownBy(() -> unknown.requestAndAwait("you"))
                .isInstanceOfSatisfying(InvocationStatusException.class, e -> assertThat(e.statusCode()).isEqualTo(500))
                .hasMessageContaining("set quarkus.dapr-invoke.devservices.apps.\"unknown\"=<base URL>");
    }

    @Path("/")
    public static class Shop {

        @POST
        @Path("greet")
        public String greet(String name) {
            return "shop greets " + name;
        }

        @POST
        @Path("orders/greet")
        public String greetForOrders(String name) {
            return "orders greets " + name;
        }
    }
}
