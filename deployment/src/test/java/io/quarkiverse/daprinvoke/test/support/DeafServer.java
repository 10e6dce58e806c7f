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
 * An address that lets whoever connects to it wait for ever, as an unreachable host does: nobody accepts the connections
 * that it has, and it takes no more of them.
 */
public final class DeafServer {

    private static final DeafServer INSTANCE = new DeafServer();

    private final ServerSocket server;
    private final List<Socket> waiting = new ArrayList<>();

    private DeafServer() {
        try {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            // The kernel takes some more than it is told to; the first that it leaves unanswered is one too many
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
