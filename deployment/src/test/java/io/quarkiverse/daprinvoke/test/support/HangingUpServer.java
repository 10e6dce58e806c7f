package io.quarkiverse.daprinvoke.test.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes connections and closes them at once. Like {@link SharedSidecar}, there is one.
 */
public final class HangingUpServer {

    private static final AtomicInteger CONNECTIONS = new AtomicInteger();
    private static final ServerSocket SERVER;

    static {
        try {
            SERVER = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
        Thread thread = new Thread(HangingUpServer::accept, "hanging-up-server");
        thread.setDaemon(true);
        thread.start();
    }

    private HangingUpServer() {
    }

    private static void accept() {
        while (true) {
            try (Socket socket = SERVER.accept()) {
                CONNECTIONS.incrementAndGet();
            } catch (IOException e) {
                // Of this connection; the next may come
            }
        }
    }

    public static String url() {
        return "http://127.0.0.1:" + SERVER.getLocalPort();
    }

    /**
     * @return how many have come so far
     */
    public static int connections() {
        return CONNECTIONS.get();
    }
}
