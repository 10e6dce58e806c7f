package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkus.test.QuarkusDevModeTest;
import io.smallrye.mutiny.Uni;

/**
 * A live reload keeps the sidecar, unless its own configuration has changed.
 */
class LiveReloadTest {

    private static final int PORT = FreePort.find();

    // Others may be announced in the user's folder at the same time
    private static final String NAME = "shop-" + ProcessHandle.current().pid();

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(FreePort.class, Shop.class).addAsResource(new StringAsset("""
                    quarkus.application.name=%s
                    quarkus.http.port=%d
                    """.formatted(NAME, PORT)), "application.properties"));

    @Test
    void sidecarIsKeptUntilItsConfigurationChanges() throws Exception {
        String sidecar = get("/sidecar");
        assertThat(sidecar).startsWith("http://127.0.0.1:");
        assertThat(get("/greet")).isEqualTo("shop greets you");

        APP.modifySourceFile(LiveReloadTest.class, source -> source.replace("\"shop greets \"", "\"shop welcomes \""));
        assertThat(get("/greet")).isEqualTo("shop welcomes you");
        assertThat(get("/sidecar")).isEqualTo(sidecar);

        APP.modifyResourceFile("application.properties", properties -> properties
                + "quarkus.dapr-invoke.devservices.apps.\"" + NAME + "\"=http://localhost:" + PORT + "/other\n");
        assertThat(get("/greet")).isEqualTo("the other greets you");
        // Another one in the same place
        assertThat(get("/sidecar")).isEqualTo(sidecar);
    }

    private static String get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + path)).build(), BodyHandlers.ofString()).body();
    }

    @Path("/")
    public static class Shop {

        @ConfigProperty(name = "quarkus.dapr-invoke.endpoint")
        String endpoint;

        @Inject
        @DaprInvoke(appId = "${quarkus.application.name}", methodName = "greet")
        RequestEmitter<String, String> self;

        @GET
        @Path("sidecar")
        public String sidecar() {
            return endpoint;
        }

        @GET
        @Path("greet")
        public Uni<String> greet() {
            return self.request("you");
        }

        @POST
        @Path("greet")
        public String greet(String name) {
            return "shop greets " + name;
        }

        @POST
        @Path("other/greet")
        public String greetAsAnother(String name) {
            return "the other greets " + name;
        }
    }
}
