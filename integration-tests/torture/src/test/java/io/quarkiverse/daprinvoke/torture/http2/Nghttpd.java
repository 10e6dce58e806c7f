package io.quarkiverse.daprinvoke.torture.http2;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * The server of nghttp2: it answers with files, and what is posted with the same.
 */
final class Nghttpd implements AutoCloseable {

    private final Process process;
    private final int port;

    private Nghttpd(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * @return empty if there is none
     */
    static Optional<Path> find() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin")).map(Path::of)
                .map(folder -> folder.resolve("nghttpd")).filter(Files::isExecutable).findFirst();
    }

    static Nghttpd start(Path folder, List<String> options) {
        int port = FreePorts.find(1);
        List<String> command = new ArrayList<>(
                List.of(find().orElseThrow().toString(), "--no-tls", "--echo-upload", "-a", "127.0.0.1",
                        "-d", folder.toString()));
        command.addAll(options);
        command.add(String.valueOf(port));
        try {
            Nghttpd started = new Nghttpd(new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start(), port);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> started.listens());
            return started;
        } catch (IOException e) {
            throw new IllegalStateException("nghttpd cannot be started", e);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
