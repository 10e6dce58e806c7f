package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.quarkiverse.daprinvoke.daprd.support.Daprd;
import io.quarkiverse.daprinvoke.daprd.support.FreePorts;
import io.quarkiverse.daprinvoke.daprd.support.NeedsDaprd;

/**
 * The packaged example application with a sidecar, both as {@code dapr run --app-id orders --app-port ..} starts them. Only
 * environment variables configure its sidecar.
 */
@ExtendWith(NeedsDaprd.class)
class OrdersApplicationIT {

    private static final Path FOLDER = Path.of("target", "daprd", "OrdersApplicationIT").toAbsolutePath();
    private static final Path PACKAGED = Path.of("..", "target", "quarkus-app", "quarkus-run.jar");
    private static final String ORDER = "{\"id\":\"o-1\",\"item\":\"tea\",\"quantity\":2}";

    private static int port;
    private static Daprd sidecar;
    private static Process application;

    @BeforeAll
    static void start() throws IOException {
        assertThat(PACKAGED).as("the packaged example application, which the module integration-tests makes").exists();
        List<Integer> ports = FreePorts.find(2);
        port = ports.get(0);
        sidecar = new Daprd("orders", ports.get(1), FOLDER).appPort(port);
        sidecar.launch();
        application = startApplication();
        sidecar.awaitReady();
    }

    private static Process startApplication() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                PACKAGED.toString()).redirectErrorStream(true)
                .redirectOutput(Files.createDirectories(FOLDER).resolve("orders.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DAPR_") || name.startsWith("APP_"));
        builder.environment().putAll(Map.of(
                "APP_ID", "orders",
                "APP_PORT", Integer.toString(port),
                "APP_PROTOCOL", "http",
                "DAPR_HTTP_PORT", Integer.toString(sidecar.httpPort()),
                "DAPR_GRPC_PORT", Integer.toString(sidecar.grpcPort()),
                "DAPR_METRICS_PORT", Integer.toString(sidecar.metricsPort()),
                // Not of Dapr; its default is the 8080 of the documentation
                "QUARKUS_HTTP_PORT", Integer.toString(port)));
        return builder.start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (application != null) {
            application.destroy();
            if (!application.waitFor(20, TimeUnit.SECONDS)) {
                application.destroyForcibly().waitFor();
            }
        }
        if (sidecar != null && sidecar.isStarted()) {
            sidecar.kill();
        }
    }

    @Test
    void callsItselfThroughTheSidecar() throws Exception {
        HttpResponse<String> response = checkout();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"orderId\":\"o-1\",\"text\":\"2 x tea\"}");
        String called = "dapr_http_client_completed_count{app_id=\"orders\",method=\"POST\",path=\"/create\",status=\"201\"} 1";
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(metrics()).contains(called));
    }

    @Test
    void failsWithoutTheSidecar() throws Exception {
        sidecar.kill();
        try {
            HttpResponse<String> response = checkout();

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        } finally {
            sidecar.start();
        }
    }

    private static HttpResponse<String> checkout() throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/checkout"))
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(ORDER)).build(),
                BodyHandlers.ofString());
    }

    /** The metrics of the sidecar. Only the sidecar called the orders service. */
    private static List<String> metrics() throws Exception {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sidecar.metricsPort() + "/metrics")).build(),
                BodyHandlers.ofLines()).body().toList();
    }
}
