package io.quarkiverse.daprinvoke.deployment.devservices.daprd;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkus.deployment.builditem.Startable;

/**
 * A {@code daprd} of this machine as the sidecar of dev and test mode: a process that ends with this one.
 */
public final class DaprdProcess implements Startable {

    private static final Logger LOG = Logger.getLogger(DaprdProcess.class);

    private static final String HOST = "127.0.0.1";
    private static final int LAST_LINES = 20;
    private static final Duration POLL = Duration.ofMillis(25);
    private static final Duration STOP = Duration.ofSeconds(5);

    // Replaces the shell with daprd, and starts a watcher that stops daprd when this process ends: then its input is closed
    private static final List<String> SHELL = List.of("/bin/sh", "-c", "exec 3<&0; "
            + "(cat <&3; kill -TERM $$) >/dev/null 2>&1 & "
            + "exec 3<&-; exec \"$@\" </dev/null", "daprd");

    private final Path binary;
    private final DaprdSettings settings;
    private final Duration timeout;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final List<Path> files = new ArrayList<>();
    private int port;
    private Process process;
    private Thread reader;
    private volatile boolean closing;

    /**
     * @param maxBodySize the number of bytes that the body of a request may have
     * @param timeout for its start
     */
    public DaprdProcess(Path binary, AppDirectory apps, long maxBodySize, Duration timeout) {
        this.binary = binary;
        this.settings = new DaprdSettings(HOST, apps, maxBodySize);
        this.timeout = timeout;
    }

    @Override
    public void start() {
        try {
            process = launch();
            reader = new Thread(this::readLog, "daprd log");
            reader.setDaemon(true);
            // The class loader of a build does not live as long as the sidecar
            reader.setContextClassLoader(DaprdProcess.class.getClassLoader());
            reader.start();
            awaitReady();
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("The Dapr sidecar of dev and test mode cannot be started: " + binary, e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the Dapr sidecar of dev and test mode", e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Process launch() throws IOException {
        List<Integer> ports = FreePorts.find(4);
        port = ports.get(0);
        List<String> command = new ArrayList<>();
        if (File.separatorChar == '/') {
            command.addAll(SHELL);
        }
        command.addAll(List.of(binary.toString(), "--dapr-http-port=" + port, "--dapr-grpc-port=" + ports.get(1),
                "--dapr-internal-grpc-port=" + ports.get(2), "--metrics-port=" + ports.get(3),
                "--dapr-listen-addresses=" + HOST, "--dapr-internal-grpc-listen-address=" + HOST,
                "--metrics-listen-address=" + HOST));
        command.addAll(settings.arguments(writeResources()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        prepare(builder.environment());
        return builder.start();
    }

    /**
     * @param environment the environment of this process, which becomes the environment of daprd
     */
    public static void prepare(Map<String, String> environment) {
        // These variables configure the application or another sidecar
        environment.keySet().removeIf(name -> name.startsWith("DAPR_") || name.startsWith("APP_"));
        // Sidecars on one machine find each other at this address
        environment.put("DAPR_HOST_IP", HOST);
        environment.put("NAMESPACE", "default");
    }

    /**
     * @return the folder, empty if none is required
     */
    private String writeResources() throws IOException {
        Map<String, String> resources = settings.resources();
        if (resources.isEmpty()) {
            return "";
        }
        Path folder = Files.createTempDirectory("quarkus-dapr-invoke-");
        for (Map.Entry<String, String> resource : resources.entrySet()) {
            files.add(Files.writeString(folder.resolve(resource.getKey()), resource.getValue()));
        }
        files.add(folder);
        return folder.toString();
    }

    private void readLog() {
        try (BufferedReader log = process.inputReader()) {
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                LOG.debug(line);
                synchronized (lastLines) {
                    if (lastLines.size() == LAST_LINES) {
                        lastLines.removeFirst();
                    }
                    lastLines.addLast(line);
                }
            }
        } catch (IOException e) {
            LOG.debug("The log of the Dapr sidecar can no longer be read", e);
        }
    }

    private void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (!isReady()) {
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                reader.join(STOP.toMillis());
                throw failure("it exited with status " + process.exitValue());
            }
            if (System.nanoTime() > end) {
                throw failure("it was not ready within " + timeout.toSeconds()
                        + " seconds; to wait longer, increase quarkus.devservices.timeout");
            }
        }
        process.onExit().thenAccept(ended -> {
            if (!closing && ended.exitValue() != 0) {
                LOG.warnf("The Dapr sidecar of dev and test mode exited with status %d, so calls fail. Restart the application "
                        + "to start another one. Its log is at level DEBUG of the category "
                        + "%s", ended.exitValue(), LOG.getName());
            }
        });
    }

    private IllegalStateException failure(String reason) {
        synchronized (lastLines) {
            return new IllegalStateException("The Dapr sidecar of dev and test mode, " + binary + ", did not start: " + reason
                    + ". The end of its log:\n" + String.join("\n", lastLines));
        }
    }

    /** Whether it accepts calls. Calls to the application wait until the application has started, which is later. */
    private boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create(getConnectionInfo() + "/v1.0/healthz/outbound")
                    .toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(1000);
            return connection.getResponseCode() == 204;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closing = true;
        if (process != null) {
            end();
        }
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.debugf(e, "Cannot remove %s", file);
            }
        }
        files.clear();
    }

    private void end() {
        // Process.destroy() would also close the log, and daprd dies when it cannot write to its log
        process.toHandle().destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String getConnectionInfo() {
        return "http://" + HOST + ":" + port;
    }

    @Override
    public String getContainerId() {
        return null;
    }
}
