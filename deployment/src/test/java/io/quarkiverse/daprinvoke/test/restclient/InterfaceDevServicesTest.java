package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.test.devservices.FreePort;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application with interfaces and without emitters has a sidecar in test mode, and its interfaces call that.
 */
class InterfaceDevServicesTest {

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(FreePort.class, Shop.class, Greetings.class, Configured.class))
            .overrideConfigKey("quarkus.application.name", "shop")
            .overrideConfigKey("quarkus.http.test-port", String.valueOf(PORT))
            .overrideConfigKey("quarkus.dapr-invoke.rest-client.configured.app-id", "unknown");

    @Path("/greetings")
    public static class Shop {

        @GET
        @Path("{name}")
        public String greet(String name) {
            return "hello " + name;
        }
    }

    @RegisterRestClient
    @DaprService("shop")
    @Path("/greetings")
    public interface Greetings {

        @GET
        @Path("{name}")
        String greet(String name);
    }

    @RegisterRestClient(configKey = "configured")
    @Path("/greetings")
    public interface Configured {

        @GET
        String greet();
    }

    @ConfigProperty(name = "quarkus.dapr-invoke.endpoint")
    String endpoint;

    @Inject
    @RestClient
    Greetings greetings;

    @Inject
    @RestClient
    Configured configured;

    @Test
    void theApplicationCallsItselfThroughTheSidecar() {
        assertThat(endpoint).matches("http://127\\.0\\.0\\.1:[1-9]\\d*");
        assertThat(greetings.greet("Ada")).isEqualTo("hello Ada");
    }

    @Test
    void anErrorOfTheSidecarIsItsOwn() {
        assertThatThrownBy(configured::greet).isInstanceOf(InvocationStatusException.class)
                .hasMessageContaining("set quarkus.dapr-invoke.devservices.apps.\"unknown\"=<base URL>");
    }
}
