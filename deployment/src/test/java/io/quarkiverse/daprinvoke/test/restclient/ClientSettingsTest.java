package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Settings of interfaces, in any spelling.
 */
class ClientSettingsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Spelled.class, Written.class, Headed.class)
            // As application.properties, and over it what the environment says
            .overrideConfigKey("quarkus.dapr-invoke.rest-client.\"spelled\".app-id", "of-the-build")
            .setBeforeAllCustomizer(
                    () -> System.setProperty("quarkus.dapr-invoke.rest-client.spelled.app-id", "of-the-operator"))
            .setAfterAllCustomizer(() -> System.clearProperty("quarkus.dapr-invoke.rest-client.spelled.app-id"))
            .overrideRuntimeConfigKey("quarkus.rest-client.written.connection-pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.rest-client.headed.headers.dapr-app-id", "evil");

    @RegisterRestClient(configKey = "spelled")
    @DaprService("annotated")
    @Path("/x")
    public interface Spelled {

        @GET
        String get();
    }

    @RegisterRestClient(configKey = "headed")
    @DaprService("orders")
    @Path("/x")
    public interface Headed {

        @GET
        String get();
    }

    public static class Circle {

        public Circle getSelf() {
            return this;
        }
    }

    @RegisterRestClient(configKey = "written")
    @DaprService("orders")
    @Path("/x")
    public interface Written {

        @GET
        Uni<String> get();

        @POST
        @Consumes("application/json")
        String post(Circle circle);
    }

    @Inject
    @RestClient
    Spelled spelled;

    @Inject
    @RestClient
    Written written;

    @Inject
    @RestClient
    Instance<Headed> headed;

    private final RawSidecar sidecar = SharedSidecar.get();

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok("done"));
    }

    @Test
    void theSourceWithTheHighestOrdinalWins() {
        spelled.get();
        assertThat(sidecar.next().requestLine()).contains("/invoke/of-the-operator/method/");
    }

    /** Its settings would be those of the client that was made first. */
    @Test
    void anHttpClientIsNotShared() {
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder().baseUri(URI.create("http://unused"))
                .property(QuarkusRestClientProperties.SHARED, true);
        assertThatThrownBy(() -> builder.build(Written.class)).hasStackTraceContaining("The HTTP client of "
                + Written.class.getName() + ", whose calls go through the Dapr sidecar, must not be shared");
    }

    @Test
    void noHeaderOfTheConfigurationIsTheSidecars() {
        assertThatThrownBy(() -> headed.get().get()).hasStackTraceContaining("A header in the configuration of "
                + Headed.class.getName() + ", whose calls go through the Dapr sidecar, is invalid: The header dapr-app-id must "
                + "not be sent");
        assertThat(sidecar.pending()).isZero();
    }

    @Test
    void aBodyThatCannotBeWrittenTakesNoConnection() {
        assertThatThrownBy(() -> written.post(new Circle())).hasStackTraceContaining("Circle");
        assertThat(written.get().await().atMost(Duration.ofSeconds(10))).isEqualTo("done");
        sidecar.next();
    }
}
