package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * The sidecar of dev and test mode speaks HTTP/2 in clear text, as a sidecar of Dapr does.
 */
class Http2DevServicesTest {

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(FreePort.class, Shop.class))
            .overrideConfigKey("quarkus.application.name", "shop")
            .overrideConfigKey("quarkus.http.test-port", String.valueOf(PORT))
            .overrideConfigKey("quarkus.dapr-invoke.devservices.max-body-size", "64K")
            .overrideConfigKey("quarkus.dapr-invoke.http-version", "2");

    @ConfigProperty(name = "quarkus.dapr-invoke.endpoint")
    String endpoint;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "greet")
    RequestEmitter<String, String> greet;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "find?name=you", httpVerb = "GET")
    RequestEmitter<Void, String> find;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "greet")
    RequestEmitter<Multi<Buffer>, String> stream;

    @Test
    void applicationCallsItself() {
        assertThat(greet.requestAndAwait("you")).isEqualTo("shop greets you");
        assertThat(find.requestAndAwait()).isEqualTo("shop finds you");
        assertThat(stream.requestAndAwait(Multi.createFrom().items(Buffer.buffer("y"), Buffer.buffer("ou"))))
                .isEqualTo("shop greets you");
    }

    @Test
    void bodyThatIsTooLargeIsRefused() {
        assertThatThrownBy(() -> greet.requestAndAwait("x".repeat(65 << 10)))
                .isInstanceOfSatisfying(InvocationStatusException.class, e -> assertThat(e.statusCode()).isEqualTo(500))
                .hasMessageContaining("stream too large");
        assertThatThrownBy(() -> stream
                .requestAndAwait(Multi.createFrom().range(0, 65).map(i -> Buffer.buffer("x".repeat(1 << 10)))))
                .isInstanceOfSatisfying(InvocationStatusException.class, e -> assertThat(e.statusCode()).isEqualTo(500))
                .hasMessageContaining("stream too large");
        assertThat(greet.requestAndAwait("you")).isEqualTo("shop greets you");
    }

    /** The client of the JDK does this by default. */
    @Test
    void clientMayUpgradeAConnectionOfHttp11() throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient().send(HttpRequest
                .newBuilder(URI.create(endpoint + "/v1.0/invoke/shop/method/greet")).header("content-type", "text/plain")
                .POST(BodyPublishers.ofString("you")).build(), BodyHandlers.ofString());
        assertThat(response.body()).isEqualTo("shop greets you");
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @Path("/")
    public static class Shop {

        @POST
        @Path("greet")
        public String greet(String name) {
            return "shop greets " + name;
        }

        @GET
        @Path("find")
        public String find(@QueryParam("name") String name) {
            return "shop finds " + name;
        }
    }
}
