package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
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
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ProxyOptions;

/**
 * Settings of interfaces, in any spelling, and what is left of others.
 */
class ClientSettingsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(ByKey.class, Spelled.class, NoUrl.class, Written.class, Built.class)
            // As application.properties, and over it what the environment says
            .overrideConfigKey("quarkus.dapr-invoke.rest-client.\"spelled\".app-id", "of-the-build")
            .setBeforeAllCustomizer(
                    () -> System.setProperty("quarkus.dapr-invoke.rest-client.spelled.app-id", "of-the-operator"))
            .setAfterAllCustomizer(() -> System.clearProperty("quarkus.dapr-invoke.rest-client.spelled.app-id"))
            .overrideRuntimeConfigKey("quarkus.rest-client.no-url.url", "")
            .overrideRuntimeConfigKey("quarkus.rest-client.written.connection-pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.rest-client.written.read-timeout", "2000");

    @RegisterRestClient(configKey = "by-key")
    @DaprService("orders")
    @Path("/x")
    public interface ByKey {

        @GET
        String get();
    }

    @RegisterRestClient(configKey = "spelled")
    @DaprService("annotated")
    @Path("/x")
    public interface Spelled {

        @GET
        String get();
    }

    @RegisterRestClient(configKey = "no-url")
    @DaprService("orders")
    @Path("/x")
    public interface NoUrl {

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
        @jakarta.ws.rs.Consumes("application/json")
        String post(Circle circle);
    }

    @DaprService("orders")
    @Path("/x")
    public interface Built {

        @GET
        String get();
    }

    @Inject
    @RestClient
    Spelled spelled;

    @Inject
    @RestClient
    Instance<NoUrl> noUrl;

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
    void anEmptyUrlIsNone() {
        assertThat(noUrl.get().get()).isEqualTo("done");
        sidecar.next();
    }

    @Test
    void aBodyThatCannotBeWrittenTakesNoConnection() {
        assertThat(catchThrowable(() -> written.post(new Circle()))).isNotNull();
        assertThat(written.get()).isEqualTo("done");
        sidecar.next();
    }

    @Test
    void optionsOfTheApplicationAreNotChanged() {
        HttpClientOptions options = new HttpClientOptions()
                .setProxyOptions(new ProxyOptions().setHost("127.0.0.1").setPort(SharedSidecar.other().port()));
        io.quarkus.rest.client.reactive.QuarkusRestClientBuilder.newBuilder().httpClientOptions(options)
                .baseUri(java.net.URI.create("http://unused")).build(Built.class);
        assertThat(options.getProxyOptions()).isNotNull();
    }
}
