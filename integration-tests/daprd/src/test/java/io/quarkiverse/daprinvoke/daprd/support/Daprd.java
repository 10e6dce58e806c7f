package io.quarkiverse.daprinvoke.daprd.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
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

    private static final Duration START = Duration.ofSeconds(60);

    private final String appId;
    private final int httpPort;
    private final List<Integer> otherPorts = FreePorts.find(3);
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Path folder;
    private int appPort;
    private Path unixSocket;
    private Process process;

    /**
     * @param folder for its resources and its log; made if it is missing
     */
    public Daprd(String appId, int httpPort, Path folder) {
        this.appId = appId;
        this.httpPort = httpPort;
        this.folder = folder;
    }

    /**
     * @param port the port of its application on the loopback address
     */
    public Daprd appPort(int port) {
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
     * @param folder where its Unix domain socket is; it then listens on no port for HTTP
     */
    public Daprd unixSocket(Path folder) {
        unixSocket = folder.resolve("dapr-" + appId + "-http.socket");
        return argument("--unix-domain-socket=" + folder);
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
        String argument = "--config=" + folder.resolve("config.yaml");
        return arguments.contains(argument) ? this : argument(argument);
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

    public int grpcPort() {
        return otherPorts.get(0);
    }

    public int metricsPort() {
        return otherPorts.get(2);
    }

    /** Starts it, or starts it again, and returns when it is ready to call and, with an application, to be called. */
    public void start() {
        launch();
        awaitReady();
    }

    /** Starts it without waiting. Its application might not listen yet. */
    public void launch() {
        List<String> command = new ArrayList<>(List.of(DaprdBinary.find().orElseThrow().path().toString(),
                "--mode=standalone", "--app-id=" + appId, "--dapr-http-port=" + httpPort,
                "--dapr-grpc-port=" + grpcPort(), "--dapr-internal-grpc-port=" + otherPorts.get(1),
                "--metrics-port=" + metricsPort(), "--dapr-listen-addresses=127.0.0.1",
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

    /** Waits until it is ready to call and, with an application, to be called. */
    public void awaitReady() {
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

    /** Written by hand, because the client of the JDK does not support Unix domain sockets, and would keep its connections. */
    private boolean isReady() {
        String path = appPort == 0 ? "/v1.0/healthz/outbound" : "/v1.0/healthz";
        SocketAddress address = unixSocket != null ? UnixDomainSocketAddress.of(unixSocket)
                : new InetSocketAddress("127.0.0.1", httpPort);
        try (SocketChannel channel = SocketChannel.open(address)) {
            channel.write(ByteBuffer.wrap(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer head = ByteBuffer.allocate(12);
            while (head.hasRemaining() && channel.read(head) >= 0) {
                // Until the status is there
            }
            return new String(head.array(), StandardCharsets.US_ASCII).endsWith(" 204");
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it as a container is ended; it may finish what is under way. */
    public void stop() {
        end(this::askToStop);
    }

    /** The same without waiting for the end. */
    public void askToStop() {
        process.destroy();
    }

    /** Ends it at once. */
    public void kill() {
        end(process::destroyForcibly);
    }

    /** Removes its Unix domain sockets, which stay when it is killed, and keep it from starting again. */
    public void removeSockets() {
        if (unixSocket == null) {
            return;
        }
        try {
            Files.deleteIfExists(unixSocket);
            Files.deleteIfExists(unixSocket.resolveSibling("dapr-" + appId + "-grpc.socket"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
