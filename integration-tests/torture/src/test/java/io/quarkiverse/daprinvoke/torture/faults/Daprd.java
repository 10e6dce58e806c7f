package io.quarkiverse.daprinvoke.torture.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;

/** A daprd that passes calls of the application {@code shop} on to the stand-in. */
final class Daprd implements AutoCloseable {

    private final int port = FreePort.find();
    private final Process process;

    /**
     * @param program where it is
     * @param app the port of the stand-in
     */
    Daprd(Path program, int app) {
        try {
            ProcessBuilder builder = new ProcessBuilder(program.toString(), "--mode=standalone", "--app-id=shop",
                    "--dapr-http-port=" + port, "--dapr-grpc-port=" + FreePort.find(),
                    "--dapr-internal-grpc-port=" + FreePort.find(), "--metrics-port=" + FreePort.find(),
                    "--dapr-listen-addresses=127.0.0.1", "--dapr-internal-grpc-listen-address=127.0.0.1",
                    "--enable-mtls=false", "--resources-path=" + Files.createTempDirectory("daprd"), "--app-port=" + app,
                    "--app-protocol=http", "--app-channel-address=127.0.0.1").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().keySet().removeIf(name -> name.startsWith("DAPR_") || name.startsWith("APP_"));
            builder.environment().put("DAPR_HOST_IP", "127.0.0.1");
            process = builder.start();
        } catch (IOException e) {
            throw new IllegalStateException("daprd cannot be started", e);
        }
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1.0/healthz"))
                .timeout(Duration.ofSeconds(5)).build();
        Awaitility.await("daprd").atMost(Duration.ofSeconds(60)).ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 204);
    }

    int port() {
        return port;
    }

    /** Ends it at once, with all its connections. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
