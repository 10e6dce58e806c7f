package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Settings of interfaces, in any spelling.
 */
class ClientSettingsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Spelled.class, Written.class)
            // As application.properties, and over it what the environment says
            .overrideConfigKey("quarkus.dapr-invoke.rest-client.\"spelled\".app-id", "of-the-build")
            .setBeforeAllCustomizer(
                    () -> System.setProperty("quarkus.dapr-invoke.rest-client.spelled.app-id", "of-the-operator"))
            .setAfterAllCustomizer(() -> System.clearProperty("quarkus.dapr-invoke.rest-client.spelled.app-id"))
            .overrideRuntimeConfigKey("quarkus.rest-client.written.connection-pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.rest-client.written.read-timeout", "2000");

    @RegisterRestClient(configKey = "spelled")
    @DaprService("annotated")
    @Path("/x")
    public interface Spelled {

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
        String get();

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

    @Test
    void aBodyThatCannotBeWrittenTakesNoConnection() {
        assertThat(catchThrowable(() -> written.post(new Circle()))).isNotNull();
        assertThat(written.get()).isEqualTo("done");
        sidecar.next();
    }
}
