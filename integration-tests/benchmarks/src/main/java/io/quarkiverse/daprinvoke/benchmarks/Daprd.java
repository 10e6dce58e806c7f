package io.quarkiverse.daprinvoke.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A sidecar whose application is the stub.
 */
final class Daprd implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);

    private final Process process;
    private final String endpoint;

    /**
     * @param prefix words before the command
     * @param stub the port of the stub
     * @param folder where its Unix domain socket is made, {@code null} for a port
     */
    Daprd(String daprd, List<String> prefix, String stub, Path folder) throws IOException, InterruptedException {
        List<Integer> ports = freePorts();
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(daprd, "--mode=standalone", "--app-id=shop", "--app-port=" + stub,
                "--app-channel-address=127.0.0.1", "--dapr-http-port=" + ports.get(0), "--dapr-grpc-port=" + ports.get(1),
                "--dapr-internal-grpc-port=" + ports.get(2), "--metrics-port=" + ports.get(3),
                "--dapr-listen-addresses=127.0.0.1", "--dapr-internal-grpc-listen-address=127.0.0.1", "--enable-mtls=false",
                "--log-level=error"));
        if (folder != null) {
            command.add("--unix-domain-socket=" + folder);
        }
        Path socket = folder == null ? null : folder.resolve("dapr-shop-http.socket");
        endpoint = folder == null ? "http://127.0.0.1:" + ports.get(0) : "unix:" + socket;
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().keySet().removeIf(name -> name.startsWith("DAPR_") || name.startsWith("APP_"));
        builder.environment().put("DAPR_HOST_IP", "127.0.0.1");
        process = builder.start();
        for (long started = System.nanoTime(); !listens(ports.get(0), socket);) {
            if (!process.isAlive() || System.nanoTime() - started > START.toNanos()) {
                process.destroyForcibly();
                throw new IllegalStateException("daprd does not listen at " + endpoint);
            }
            Thread.sleep(20);
        }
    }

    private static boolean listens(int port, Path socket) {
        if (socket != null) {
            return Files.exists(socket);
        }
        try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connected.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Integer> freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket two = new ServerSocket(0);
                ServerSocket three = new ServerSocket(0);
                ServerSocket four = new ServerSocket(0)) {
            return List.of(one.getLocalPort(), two.getLocalPort(), three.getLocalPort(), four.getLocalPort());
        }
    }

    /**
     * @return what {@code quarkus.dapr-invoke.endpoint} must be
     */
    String endpoint() {
        return endpoint;
    }

    /**
     * @return the processor time that it has taken, in nanoseconds
     */
    long cpu() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
