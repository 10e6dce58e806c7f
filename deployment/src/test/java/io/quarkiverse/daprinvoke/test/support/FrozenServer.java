package io.quarkiverse.daprinvoke.test.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Accepts connections, and reads nothing until a test asks for it.
 */
public final class FrozenServer {

    private static final ServerSocket SERVER;

    static {
        try {
            SERVER = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            SERVER.setSoTimeout(20_000);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private FrozenServer() {
    }

    public static String url() {
        return "http://127.0.0.1:" + SERVER.getLocalPort();
    }

    /**
     * @param begun is run once the first byte has come
     * @return how many bytes had come on the next connection when the client closed it, which must be the case
     */
    public static long readNext(Runnable begun) throws IOException {
        try (Socket connection = SERVER.accept()) {
            connection.setSoTimeout(20_000);
            InputStream in = connection.getInputStream();
            byte[] buffer = new byte[64 * 1024];
            long all = in.read() < 0 ? 0 : 1;
            begun.run();
            for (int read; (read = in.read(buffer)) >= 0;) {
                all += read;
            }
            return all;
        }
    }
}
