package io.quarkiverse.daprinvoke.production.health;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpServer;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;

/**
 * The health of the application while its sidecar is not ready.
 */
@QuarkusTest
@QuarkusTestResource(value = UnreadySidecarTest.Sidecar.class, restrictToAnnotatedClass = true)
class UnreadySidecarTest {

    private static final String CHECK = """
            {
              "name": "Dapr sidecar health check",
              "status": "DOWN",
              "data": {
                "http://127.0.0.1:3500": "not ready: status 500"
              }
            }
            """;

    @ConfigProperty(name = "quarkus.dapr-invoke.endpoint")
    String endpoint;

    @Test
    void theApplicationIsNotReady() {
        JsonObject readiness = new JsonObject(when().get("/q/health/ready").then().statusCode(503).extract().asString());

        assertThat(readiness.getJsonArray("checks"))
                .contains(new JsonObject(CHECK.replace("http://127.0.0.1:3500", endpoint)));
    }

    /** One that answers everything with 500. */
    public static class Sidecar implements QuarkusTestResourceLifecycleManager {

        private HttpServer server;

        @Override
        public Map<String, String> start() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(500, -1);
                exchange.close();
            });
            server.start();
            return Map.of("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void stop() {
            server.stop(0);
        }
    }
}
