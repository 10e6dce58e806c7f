package io.quarkiverse.daprinvoke.test.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.test.support.AllEventLoops;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * A packaged application whose event loops are all busy with calls, inside and outside of HTTP requests, terminates in time:
 * {@code -Dtermination.times=20} repeats the test more often.
 */
class TerminationUnderLoadTest {

    private static final int HTTP_CLIENTS = 24;

    /** Quarkus waits for its requests, then the extension for its calls. */
    private static final int SHUTDOWN_SECONDS = 2;

    /** For all the rest, on a machine that is busy. */
    private static final int REST_SECONDS = 15;

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Calling.class, AllEventLoops.class))
            .setApplicationName("calling").setApplicationVersion("1")
            // This module has the extension for tests only
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest", Version.getVersion())));

    @TempDir
    Path folder;

    private final RawSidecar sidecar = SharedSidecar.get();

    @AfterEach
    void stop() {
        APP.stop();
    }

    static IntStream times() {
        return IntStream.rangeClosed(1, Integer.getInteger("termination.times", 3));
    }

    @ParameterizedTest
    @MethodSource("times")
    void doesNotHang(int number) throws Exception {
        // Otherwise Quarkus closes their connections at once
        boolean waitsForRequests = number % 2 == 0;
        CountDownLatch underWay = new CountDownLatch(1000 + ThreadLocalRandom.current().nextInt(2000));
        sidecar.answer((request, out) -> {
            underWay.countDown();
            return RawSidecar.ok("ok").to(request, out);
        });
        ProcessHandle application = start(waitsForRequests);
        String url = "http://localhost:" + port() + "/call";
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        client.send(HttpRequest.newBuilder(URI.create(url + "/always")).build(), BodyHandlers.discarding());
        for (int i = 0; i < HTTP_CLIENTS; i++) {
            again(client, HttpRequest.newBuilder(URI.create(url)).build());
        }
        assertThat(underWay.await(60, TimeUnit.SECONDS)).isTrue();

        long begun = System.nanoTime();
        assertThat(application.destroy()).isTrue();
        awaitEnd(application);
        System.out.printf("Termination %d, %s: after %d ms%n", number,
                waitsForRequests ? "which waits for requests" : "which does not wait for requests",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        assertThat(Files.readString(folder.resolve("log"))).contains("stopped in");
    }

    private static void again(HttpClient client, HttpRequest request) {
        client.sendAsync(request, BodyHandlers.discarding()).thenAccept(reply -> again(client, request));
    }

    private ProcessHandle start(boolean waitsForRequests) {
        Map<String, String> properties = new HashMap<>(Map.of("quarkus.http.port", "0", "quarkus.vertx.event-loops-pool-size",
                "4", "quarkus.dapr-invoke.endpoint", sidecar.url(), "quarkus.dapr-invoke.shutdown-timeout",
                SHUTDOWN_SECONDS + "s", "quarkus.log.file.enabled", "true", "quarkus.log.file.path",
                folder.resolve("log").toString()));
        if (waitsForRequests) {
            properties.put("quarkus.shutdown.timeout", SHUTDOWN_SECONDS + "s");
        }
        APP.setRuntimeProperties(properties);
        Set<ProcessHandle> others = new HashSet<>(ProcessHandle.current().children().toList());
        APP.start();
        return ProcessHandle.current().children().filter(child -> !others.contains(child)).findFirst().orElseThrow();
    }

    private static String port() {
        Matcher address = Pattern.compile("Listening on: http://[^:]+:(\\d+)").matcher(APP.getStartupConsoleOutput());
        assertThat(address.find()).isTrue();
        return address.group(1);
    }

    private static void awaitEnd(ProcessHandle application) throws Exception {
        Duration limit = Duration.ofSeconds(2 * SHUTDOWN_SECONDS + REST_SECONDS);
        try {
            application.onExit().get(limit.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            Process jstack = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jstack").toString(),
                    String.valueOf(application.pid())).redirectErrorStream(true).start();
            String threads = new String(jstack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            application.destroyForcibly();
            throw new AssertionError("The application still runs after " + limit + ":\n" + threads);
        }
    }
}
