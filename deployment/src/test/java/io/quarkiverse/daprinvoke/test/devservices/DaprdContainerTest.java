package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

import io.quarkiverse.daprinvoke.deployment.devservices.AppDirectory;
import io.quarkiverse.daprinvoke.deployment.devservices.DaprdContainer;
import io.quarkiverse.daprinvoke.deployment.devservices.DaprdSettings;

/**
 * What the mode {@code container} starts.
 */
class DaprdContainerTest {

    private static final String IMAGE = "daprio/daprd:1.18.2";

    @Test
    void daprdIsAloneAndReachesTheApplicationByTheNameOfThisMachine() {
        try (DaprdContainer container = new DaprdContainer(IMAGE, apps(Map.of(), 8081))) {
            assertThat(container.getCommandParts()).containsExactly("./daprd", "--dapr-http-port=3500",
                    "--dapr-listen-addresses=0.0.0.0", "--mode=standalone", "--enable-mtls=false", "--app-id=shop",
                    "--app-port=8081", "--app-protocol=http", "--app-channel-address=host.testcontainers.internal");
            assertThat(container.getExposedPorts()).containsExactly(3500);
            assertThat(container.getImage().toString()).contains("imageName=" + IMAGE);
        }
    }

    @Test
    void configuredApplicationsAreResources() {
        AppDirectory apps = apps(Map.of("orders", "http://localhost:8090/base", "stock", "http://192.0.2.1:8091"), 0);
        try (DaprdContainer container = new DaprdContainer(IMAGE, apps)) {
            assertThat(container.getCommandParts()).contains("--resources-path=/resources")
                    .noneMatch(argument -> argument.startsWith("--app-port"));
        }
        Map<String, String> resources = new DaprdSettings("host.testcontainers.internal", apps).resources();
        assertThat(resources).containsOnlyKeys("app0.yaml", "app1.yaml");
        assertThat(resources.get("app0.yaml"))
                .contains("name: \"orders\"", "baseUrl: \"http://host.testcontainers.internal:8090/base\"");
        assertThat(resources.get("app1.yaml")).contains("name: \"stock\"", "baseUrl: \"http://192.0.2.1:8091\"");
    }

    @Test
    void callsTheApplication() throws IOException {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "there is no container engine on this machine");
        try (WireTarget shop = new WireTarget();
                DaprdContainer container = new DaprdContainer(IMAGE, apps(Map.of(), shop.port()))) {
            container.start();
            try (WireConnection caller = WireConnection.to(container.getConnectionInfo())) {
                caller.sendHead("GET /v1.0/invoke/shop/method/find HTTP/1.1", "Host: sidecar");
                // The sidecar first asks for the configuration and subscriptions of the application
                for (List<String> head = List.of("none"); !head.get(0).equals("GET /find HTTP/1.1");) {
                    try (WireConnection called = shop.accept()) {
                        head = called.readHead();
                        called.sendHead("HTTP/1.1 404 Not Found", "Content-Length: 0", "Connection: close");
                    }
                }
                assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 404 Not Found");
            }
        }
    }

    private static AppDirectory apps(Map<String, String> apps, int ownPort) {
        return new AppDirectory(apps, "shop", ownPort, "quarkus.http.test-port");
    }
}
