package io.quarkiverse.daprinvoke.benchmarks.scale;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A stand-in for the sidecar that sends the same response to every call and counts the targets.
 */
final class StubSidecar implements AutoCloseable {

    private static final byte[] REPLY = "{\"id\":\"1\",\"amount\":1}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Set<String> targets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();

    StubSidecar() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.createContext("/v1.0/invoke/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        targets.add(exchange.getRequestURI().getRawPath());
        calls.incrementAndGet();
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(200, REPLY.length);
        exchange.getResponseBody().write(REPLY);
        exchange.close();
    }

    /**
     * @return the option of the Java virtual machine that leads an application here
     */
    String option() {
        return option("quarkus.dapr-invoke.endpoint", "");
    }

    /**
     * @return the option that sets a property to this address and a path
     */
    String option(String property, String path) {
        return "-D" + property + "=http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    int calls() {
        return calls.get();
    }

    int targets() {
        return targets.size();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
