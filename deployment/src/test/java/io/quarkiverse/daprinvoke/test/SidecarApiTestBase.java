package io.quarkiverse.daprinvoke.test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.deployment.devservices.inprocess.InProcessSidecar;

/**
 * The sidecar of test mode as a test sees it, without an application: the test sends the calls itself.
 */
abstract class SidecarApiTestBase {

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private InProcessSidecar server;
    SidecarControl control;
    DaprSidecar sidecar;

    @BeforeEach
    void start() {
        server = new InProcessSidecar(new AppDirectory(apps(), "shop", 0, "quarkus.http.test-port"), true);
        server.start();
        beginTest();
    }

    /** The applications that calls reach without a stub. */
    Map<String, String> apps() {
        return Map.of();
    }

    void beginTest() {
        control = new SidecarControl(server.getConnectionInfo(), http);
        control.beginTest();
        sidecar = new DaprSidecar(control);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Calls the application {@code orders}. */
    HttpResponse<String> call(String verb, String pathAndQuery, String body, String... headers) {
        return http.sendAsync(request(verb, pathAndQuery, body, headers), BodyHandlers.ofString()).join();
    }

    HttpRequest request(String verb, String pathAndQuery, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create(server.getConnectionInfo() + "/v1.0/invoke/orders/method/" + pathAndQuery))
                .method(verb, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    HttpClient http() {
        return http;
    }
}
