package io.quarkiverse.daprinvoke.test.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * An address that never accepts a connection, like an unreachable host: its backlog is full, and nobody accepts connections.
 */
public final class DeafServer {

    private static final DeafServer INSTANCE = new DeafServer();

    private final ServerSocket server;
    private final List<Socket> waiting = new ArrayList<>();

    private DeafServer() {
        try {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            // The kernel accepts some more than the backlog; the first connection without a response shows that it is full
            while (connect()) {
                if (waiting.size() > 100) {
                    throw new IllegalStateException("This kernel takes any number of connections");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean connect() throws IOException {
        Socket socket = new Socket();
        waiting.add(socket);
        try {
            socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 500);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    public static String url() {
        return "http://127.0.0.1:" + INSTANCE.server.getLocalPort();
    }
}
