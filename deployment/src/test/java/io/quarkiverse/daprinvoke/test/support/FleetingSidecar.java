package io.quarkiverse.daprinvoke.test.support;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/**
 * An address of the test run at which a recording server listens only while a test wants it to. As with
 * {@link SharedSidecar}, test and application see the same class.
 */
public final class FleetingSidecar {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final InetSocketAddress ADDRESS;

    // Bound and not listening: connections are refused, and nobody else is given the port
    private static Socket placeholder;

    static {
        try {
            placeholder = bound(new InetSocketAddress(LOOPBACK, 0));
            ADDRESS = (InetSocketAddress) placeholder.getLocalSocketAddress();
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private FleetingSidecar() {
    }

    public static String url() {
        return "http://127.0.0.1:" + ADDRESS.getPort();
    }

    /**
     * @param answer what is answered from the first request on
     * @return a server at the address, to be closed by the test
     */
    public static RawSidecar open(RawSidecar.Answer answer) throws IOException {
        placeholder.close();
        ServerSocket listening = onceReleased(() -> {
            ServerSocket server = new ServerSocket();
            try {
                server.setReuseAddress(true);
                server.bind(ADDRESS, 200);
                return server;
            } catch (IOException e) {
                server.close();
                throw e;
            }
        });
        return new RawSidecar(listening, answer);
    }

    /**
     * Closes the server; from now on connections are refused again.
     */
    public static void close(RawSidecar sidecar) throws IOException {
        sidecar.close();
        placeholder = onceReleased(() -> bound(ADDRESS));
    }

    private static Socket bound(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(address);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @FunctionalInterface
    private interface Binding<S> {
        S bind() throws IOException;
    }

    /** A server that was closed listens until its thread has noticed. */
    private static <S> S onceReleased(Binding<S> binding) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try {
                return binding.bind();
            } catch (BindException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }
}
