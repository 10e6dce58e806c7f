package io.quarkiverse.daprinvoke.test.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * Quarkus ends HTTP requests at once when it stops, and with them their calls, unless {@code quarkus.shutdown.timeout} is set:
 * a warning says so.
 */
class CallOfAnHttpRequestTest {

    private static final String WARNING = "quarkus.dapr-invoke.shutdown-timeout has no effect on calls that belong to HTTP "
            + "requests";

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(jar -> jar.addClass(Leaving.class))
            .setApplicationName("leaving").setApplicationVersion("1")
            // This module has the extension for tests only
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest", Version.getVersion())));

    @TempDir
    Path folder;

    private final RawSidecar sidecar = SharedSidecar.get();

    @AfterEach
    void stop() {
        APP.stop();
    }

    @Test
    void isLostWithTheRequestAndNamed() throws Exception {
        start(Map.of());
        sidecar.answer((request, out) -> true);
        CompletableFuture<HttpResponse<String>> call = get("/leave");
        assertThat(sidecar.next().text()).isEqualTo("x");
        get("/leave/now");
        assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS)).hasRootCauseInstanceOf(IOException.class);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(log()).containsOnlyOnce(WARNING)
                .contains("set quarkus.shutdown.timeout").contains("stopped in"));
    }

    @Test
    void hasItsTimeIfQuarkusWaitsForRequests() throws Exception {
        start(Map.of("quarkus.shutdown.timeout", "20s"));
        CompletableFuture<Void> stopping = new CompletableFuture<>();
        sidecar.answer((request, out) -> {
            stopping.join();
            return RawSidecar.ok("answered").to(request, out);
        });
        CompletableFuture<HttpResponse<String>> call = get("/leave");
        assertThat(sidecar.next().text()).isEqualTo("x");
        get("/leave/now");
        await().atMost(Duration.ofSeconds(30)).until(() -> log().contains("Waiting for HTTP requests to complete"));
        stopping.complete(null);
        assertThat(call.get(20, TimeUnit.SECONDS).body()).isEqualTo("answered");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(log()).doesNotContain(WARNING).contains("stopped in"));
    }

    private void start(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(Map.of("quarkus.http.port", "0", "quarkus.dapr-invoke.endpoint", sidecar.url(),
                "quarkus.log.file.enabled", "true", "quarkus.log.file.path", folder.resolve("log").toString()));
        APP.setRuntimeProperties(all);
        APP.start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static CompletableFuture<HttpResponse<String>> get(String path) {
        Matcher address = Pattern.compile("Listening on: http://[^:]+:(\\d+)").matcher(APP.getStartupConsoleOutput());
        assertThat(address.find()).isTrue();
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build().sendAsync(HttpRequest
                .newBuilder(URI.create("http://localhost:" + address.group(1) + path)).build(), BodyHandlers.ofString());
    }
}
