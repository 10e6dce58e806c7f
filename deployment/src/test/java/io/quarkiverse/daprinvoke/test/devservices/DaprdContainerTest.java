package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

import com.sun.net.httpserver.HttpServer;

import io.quarkiverse.daprinvoke.deployment.devservices.daprd.DaprdContainer;
import io.quarkiverse.daprinvoke.deployment.devservices.daprd.DaprdSettings;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;

/**
 * The sidecar of the mode {@code container}.
 */
class DaprdContainerTest {

    private static final String IMAGE = "daprio/daprd:1.18.2";
    private static final long MAX_BODY = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void daprdIsAloneAndReachesTheApplicationByTheNameOfThisMachine() {
        try (DaprdContainer container = new DaprdContainer(IMAGE, apps(Map.of(), 8081), MAX_BODY, LIMIT)) {
            assertThat(container.getCommandParts()).containsExactly("./daprd", "--dapr-http-port=3500",
                    "--dapr-listen-addresses=0.0.0.0", "--mode=standalone", "--enable-mtls=false", "--app-id=shop",
                    "--max-body-size=1048576",
                    "--app-port=8081", "--app-protocol=http", "--app-channel-address=host.testcontainers.internal");
            assertThat(container.getExposedPorts()).containsExactly(3500);
            assertThat(container.getImage().toString()).contains("imageName=" + IMAGE);
        }
    }

    @Test
    void configuredApplicationsAreResources() {
        AppDirectory apps = apps(Map.of("orders", "http://localhost:8090/base", "stock", "http://192.0.2.1:8091"), 0);
        try (DaprdContainer container = new DaprdContainer(IMAGE, apps, MAX_BODY, LIMIT)) {
            assertThat(container.getCommandParts()).contains("--resources-path=/resources")
                    .noneMatch(argument -> argument.startsWith("--app-port"));
        }
        Map<String, String> resources = new DaprdSettings("host.testcontainers.internal", apps, MAX_BODY).resources();
        assertThat(resources).containsOnlyKeys("app0.yaml", "app1.yaml");
        assertThat(resources.get("app0.yaml"))
                .contains("name: \"orders\"", "baseUrl: \"http://host.testcontainers.internal:8090/base\"");
        assertThat(resources.get("app1.yaml")).contains("name: \"stock\"", "baseUrl: \"http://192.0.2.1:8091\"");
    }

    @Test
    void callsTheApplication() throws IOException, InterruptedException {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "there is no container engine on this machine");
        HttpServer shop = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
        shop.createContext("/find", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("found by the shop".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        shop.start();
        try (DaprdContainer container = new DaprdContainer(IMAGE, apps(Map.of(), shop.getAddress().getPort()), MAX_BODY,
                LIMIT)) {
            container.start();
            HttpRequest find = HttpRequest.newBuilder(
                    URI.create(container.getConnectionInfo() + "/v1.0/invoke/shop/method/find")).timeout(LIMIT).build();
            // Its sidecar waits for the application
            await().atMost(LIMIT).untilAsserted(
                    () -> assertThat(HttpClient.newHttpClient().send(find, BodyHandlers.ofString()).body())
                            .isEqualTo("found by the shop"));
        } finally {
            shop.stop(0);
        }
    }

    private static AppDirectory apps(Map<String, String> apps, int ownPort) {
        return new AppDirectory(apps, "shop", ownPort, "quarkus.http.test-port");
    }
}
