package io.quarkiverse.daprinvoke.test.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import javax.net.ssl.SSLSocket;

/**
 * Accepts connections, and does its part of the handshake only when a test asks for it: TLS, or the settings of HTTP/2.
 */
public final class LateServer {

    /** The settings frame of HTTP/2 without any settings. */
    private static final byte[] SETTINGS = { 0, 0, 0, 4, 0, 0, 0, 0, 0 };

    private static final int PATIENCE = 20_000;
    private static final ServerSocket SERVER;

    static {
        try {
            SERVER = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            SERVER.setSoTimeout(PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LateServer() {
    }

    public static int port() {
        return SERVER.getLocalPort();
    }

    /**
     * Sends the settings on the next connection, and returns once the client has closed it, which must be the case.
     */
    public static void sendSettings() throws IOException {
        try (Socket connection = SERVER.accept()) {
            connection.getOutputStream().write(SETTINGS);
            awaitEnd(connection);
        }
    }

    /**
     * Takes its part in the TLS handshake on the next connection, with the certificate of {@link TlsSidecar}, and returns once
     * the client has closed it, which must be the case.
     */
    public static void shakeHands() throws IOException {
        try (SSLSocket connection = (SSLSocket) TlsSidecar.context(TlsSidecar.trustStore())
                .getSocketFactory().createSocket(SERVER.accept(), null, true)) {
            connection.setUseClientMode(false);
            connection.startHandshake();
            awaitEnd(connection);
        }
    }

    private static void awaitEnd(Socket connection) throws IOException {
        connection.setSoTimeout(PATIENCE);
        InputStream in = connection.getInputStream();
        while (in.read() >= 0) {
            // What the client has sent
        }
    }
}
