package io.quarkiverse.daprinvoke.daprd.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.core.ConditionTimeoutException;

/**
 * A sidecar that belongs to the test: a process on free ports of the loopback address, which ends with the test.
 */
public final class Daprd {

    private static final Duration START = Duration.ofSeconds(30);

    private final String appId;
    private final int httpPort;
    private final List<Integer> otherPorts = FreePorts.find(3);
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Path folder;
    private int appPort;
    private Process process;

    /**
     * @param folder for its resources and its log; made if it is missing
     */
    Daprd(String appId, int httpPort, Path folder) {
        this.appId = appId;
        this.httpPort = httpPort;
        this.folder = folder;
    }

    /**
     * @param port where the application beside it listens on the loopback address
     */
    Daprd appPort(int port) {
        appPort = port;
        return this;
    }

    /**
     * @param argument of its command line
     */
    public Daprd argument(String argument) {
        arguments.add(argument);
        return this;
    }

    /**
     * A variable of its environment, which else has none of Dapr's but those that it needs.
     */
    public Daprd environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /**
     * @param yaml a resource, such as a resiliency policy or an HTTP endpoint
     */
    public Daprd resource(String name, String yaml) {
        write(folder.resolve("resources").resolve(name + ".yaml"), yaml);
        return this;
    }

    /**
     * @param yaml the configuration, such as access control
     */
    public Daprd configuration(String yaml) {
        write(folder.resolve("config.yaml"), yaml);
        return argument("--config=" + folder.resolve("config.yaml"));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int httpPort() {
        return httpPort;
    }

    /** Starts it, or starts it again, and returns when it is ready to call and, with an application, to be called. */
    public void start() {
        launch();
        awaitReady();
    }

    /** Starts it without waiting; the application beside it may not listen yet. */
    void launch() {
        List<String> command = new ArrayList<>(List.of(DaprdBinary.find().orElseThrow().path().toString(),
                "--mode=standalone", "--app-id=" + appId, "--dapr-http-port=" + httpPort,
                "--dapr-grpc-port=" + otherPorts.get(0), "--dapr-internal-grpc-port=" + otherPorts.get(1),
                "--metrics-port=" + otherPorts.get(2), "--dapr-listen-addresses=127.0.0.1",
                "--dapr-internal-grpc-listen-address=127.0.0.1", "--enable-mtls=false",
                "--resources-path=" + folder.resolve("resources")));
        if (appPort != 0) {
            command.addAll(List.of("--app-port=" + appPort, "--app-protocol=http", "--app-channel-address=127.0.0.1"));
        }
        command.addAll(arguments);
        try {
            Files.createDirectories(folder.resolve("resources"));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("DAPR_") || name.startsWith("APP_"));
            // By this address the sidecars of one host find each other
            builder.environment().put("DAPR_HOST_IP", "127.0.0.1");
            builder.environment().put("NAMESPACE", "default");
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        try {
            await().atMost(START).pollInterval(Duration.ofMillis(25)).until(() -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("daprd ended with status " + process.exitValue() + ":\n" + logText());
                }
                return isReady();
            });
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("daprd was not ready after " + START.toSeconds() + " seconds:\n" + logText(), e);
        }
    }

    private boolean isReady() {
        URI health = URI.create("http://127.0.0.1:" + httpPort + (appPort == 0 ? "/v1.0/healthz/outbound" : "/v1.0/healthz"));
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                    .statusCode() == 204;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it as a container is ended; it may finish what is under way. */
    public void stop() {
        end(process.toHandle()::destroy);
    }

    /** Ends it at once. */
    public void kill() {
        end(process.toHandle()::destroyForcibly);
    }

    private void end(Runnable how) {
        how.run();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    public boolean isStarted() {
        return process != null && process.isAlive();
    }

    private Path log() {
        return folder.resolve("daprd.log");
    }

    /**
     * @return what it has logged
     */
    public String logText() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
