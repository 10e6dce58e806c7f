package io.quarkiverse.daprinvoke.test.devservices;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A called application that does nothing by itself: the test accepts each connection and plays the application on it.
 */
final class WireTarget implements Closeable {

    private final ServerSocket listener;

    WireTarget() throws IOException {
        listener = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
        listener.setSoTimeout(10_000);
    }

    int port() {
        return listener.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    WireConnection accept() throws IOException {
        return new WireConnection(listener.accept());
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
