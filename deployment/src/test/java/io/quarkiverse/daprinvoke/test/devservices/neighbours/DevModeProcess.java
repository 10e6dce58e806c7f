package io.quarkiverse.daprinvoke.test.devservices.neighbours;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AnnouncedApp;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AnnouncedApps;
import io.quarkus.test.QuarkusDevModeTest;

/**
 * A separate process in which a {@link Neighbour} runs in dev mode.
 */
final class DevModeProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String PROPERTIES = "neighbour.properties";

    private final String name;
    private final AnnouncedApps announced;
    private final int fixedPort;
    private final Path log;
    private final Process process;

    /**
     * Starts it, and does not wait for that.
     *
     * @param runtime the folder for what belongs to running processes
     * @param port where it listens, 0 for a random port that it announces
     * @param properties further lines of its configuration
     * @param environment further variables of its environment
     */
    DevModeProcess(String name, Path runtime, int port, String properties, Map<String, String> environment) {
        this.name = name;
        this.announced = new AnnouncedApps(AnnouncedApps.folder(variable -> runtime.toString(), System::getProperty));
        this.fixedPort = port;
        this.log = runtime.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + PROPERTIES + "=quarkus.application.name=" + name + "\nquarkus.http.port=" + port + "\n" + properties,
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-cp", System.getProperty("java.class.path"),
                DevModeProcess.class.getName()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("XDG_RUNTIME_DIR", runtime.toString());
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process itself: dev mode is what a test runs that does not end. */
    public static void main(String[] arguments) {
        Thread parent = new Thread(DevModeProcess::endWithTheTest);
        parent.setDaemon(true);
        parent.start();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(Application.class)).build(), summary);
        summary.getSummary().getFailures().forEach(failure -> failure.getException().printStackTrace());
        System.exit(1);
    }

    /** The input is at its end when the process of the test is gone, however it went. */
    private static void endWithTheTest() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as the end
        }
        Runtime.getRuntime().halt(1);
    }

    static class Application {

        @RegisterExtension
        static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
                .withApplicationRoot(jar -> jar.addClasses(Neighbour.class, Neighbour.Hello.class)
                        .addAsResource(new StringAsset(System.getProperty(PROPERTIES)), "application.properties"));

        @Test
        void run() throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    /** Waits until it listens, and is announced if its port is random. */
    void awaitStart() {
        await().alias(name + " has started").atMost(LIMIT).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(name + " has ended:\n" + log());
            }
            return listens();
        });
    }

    private boolean listens() {
        try {
            new Socket("localhost", port()).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private int port() throws IOException {
        return fixedPort != 0 ? fixedPort
                : announced.find(name).map(AnnouncedApp::port)
                        .orElseThrow(() -> new ConnectException(name + " is not announced"));
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /**
     * @return the processes that it has started
     */
    List<ProcessHandle> children() {
        return process.children().toList();
    }

    /**
     * @return what it says of its call to the application with this app ID
     */
    String ask(String appId) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + port() + "/ask/" + appId);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }

    /** Ends it as Ctrl+C does. */
    void stop() throws InterruptedException {
        // Process.destroy() would end the input of the process as well
        process.toHandle().destroy();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " does not end");
        }
    }

    /** Ends it so that it cannot do anything about it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
