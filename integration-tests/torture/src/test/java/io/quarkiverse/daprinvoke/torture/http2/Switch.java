package io.quarkiverse.daprinvoke.torture.http2;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * In the place of the sidecar: it connects the application with one peer after the other.
 */
public class Switch implements QuarkusTestResourceLifecycleManager {

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int peer;
    private ServerSocket server;

    @Override
    public Map<String, String> start() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("accept", this::accept);
        return Map.of("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:" + server.getLocalPort(),
                "quarkus.dapr-invoke.http-version", "2",
                // Nobody calls the application, and builds run at the same time
                "quarkus.http.test-port", "0");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(Switch.class));
    }

    /**
     * Ends all connections, and connects the next ones with another peer.
     */
    void to(int port) {
        peer = port;
        hangUp();
    }

    /**
     * Ends all connections.
     */
    void hangUp() {
        open.forEach(Switch::close);
    }

    /**
     * @return how many connections the application has opened
     */
    int connections() {
        return connections.get();
    }

    private void accept() throws IOException {
        while (true) {
            Socket application = server.accept();
            Socket to;
            try {
                to = new Socket(InetAddress.getLoopbackAddress(), peer);
            } catch (IOException e) {
                application.close();
                continue;
            }
            application.setTcpNoDelay(true);
            to.setTcpNoDelay(true);
            open.add(application);
            open.add(to);
            connections.incrementAndGet();
            run("request", () -> copy(application, to));
            run("response", () -> copy(to, application));
        }
    }

    private void copy(Socket from, Socket to) throws IOException {
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void run(String name, Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // The other end has closed it
            }
        }, "switch-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop() {
        hangUp();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
