package io.quarkiverse.daprinvoke.torture.replies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server behind TLS that answers every request with the same bytes and closes its connection, properly or not. */
final class TlsServer {

    static final TlsServer INSTANCE = new TlsServer();
    static final String PASSWORD = "changeit";

    private final Path keyStore = keyStore();
    private final ServerSocket server;
    private volatile String reply;
    private volatile boolean truncated;

    private TlsServer() {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SSLContext context = context();
        Thread thread = new Thread(() -> accept(context), "tls-server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "https://localhost:" + server.getLocalPort();
    }

    Path trustStore() {
        return keyStore;
    }

    /**
     * @param truncated whether the connection is closed without the notification of TLS
     */
    void answer(String reply, boolean truncated) {
        this.reply = reply;
        this.truncated = truncated;
    }

    private void accept(SSLContext context) {
        while (true) {
            try (Socket plain = server.accept();
                    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, true)) {
                serve(plain, socket);
            } catch (IOException e) {
                // The client has closed the connection
            }
        }
    }

    private void serve(Socket plain, SSLSocket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return;
            }
            head.append((char) b);
        }
        socket.getOutputStream().write(reply.getBytes(StandardCharsets.ISO_8859_1));
        if (truncated) {
            plain.shutdownOutput();
        } else {
            socket.shutdownOutput();
        }
        // Until the client closes it as well, so that the end does not arrive as a reset
        plain.getInputStream().readAllBytes();
    }

    private static Path keyStore() {
        try {
            Path directory = Files.createTempDirectory("tls-server");
            Path store = directory.resolve("server.p12");
            // The JDK has no public way to make a certificate, but its tool does
            Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost",
                    "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD).redirectErrorStream(true)
                    .start();
            String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            directory.toFile().deleteOnExit();
            store.toFile().deleteOnExit();
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private SSLContext context() {
        try (InputStream in = Files.newInputStream(keyStore)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
