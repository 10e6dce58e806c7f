package io.quarkiverse.daprinvoke.test.support;

import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/**
 * A fast stand-in for the sidecar. The name of the invoked method selects its action. It records nothing. Its class is not part
 * of any application under test, and it uses a separate Vert.x.
 */
public final class BusySidecar {

    /** How many lines the order has that LARGE answers with. */
    public static final int LINES = 6552;

    /** Some 256 KiB of JSON. */
    public static final String LARGE = large();

    private static final BusySidecar INSTANCE = new BusySidecar();

    private final Set<Long> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final int port;

    private BusySidecar() {
        HttpServer server = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1)).createHttpServer()
                .connectionHandler(connection -> {
                    connections.incrementAndGet();
                    connection.closeHandler(closed -> connections.decrementAndGet());
                }).requestHandler(this::handle);
        port = server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join().actualPort();
    }

    private static String large() {
        StringJoiner lines = new StringJoiner(",", "{\"id\":\"o-100000\",\"customer\":\"customer-number-0100\",\"lines\":[",
                "]}");
        for (int i = 0; i < LINES; i++) {
            lines.add("{\"item\":\"tea\",\"quantity\":" + (1 + i % 9) + ",\"cents\":" + (100 + i % 900) + "}");
        }
        return lines.toString();
    }

    public static BusySidecar get() {
        return INSTANCE;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /**
     * @return how many connections are open
     */
    public int connections() {
        return connections.get();
    }

    /**
     * @return the IDs of the threads that have answered
     */
    public Set<Long> threads() {
        return threads;
    }

    private void handle(HttpServerRequest request) {
        threads.add(Thread.currentThread().getId());
        String method = request.path().substring(request.path().lastIndexOf('/') + 1);
        switch (method) {
            case "ECHO" -> request.body().onSuccess(body -> request.response().putHeader("Content-Type", "application/json")
                    .end(body));
            case "TAKE" -> request.body().onSuccess(body -> request.response().setStatusCode(204).end());
            case "LARGE" -> request.response().putHeader("Content-Type", "application/json").end(LARGE);
            case "STATUS" -> request.body().onSuccess(body -> request.response().setStatusCode(500).end("no"));
            case "SILENCE" -> request.body().onSuccess(body -> {
            });
            case "HANG_UP" -> request.body().onSuccess(body -> request.connection().close());
            case "CUT_SHORT" -> request.body().onSuccess(
                    body -> request.response().setChunked(true).write("some")
                            .onComplete(written -> request.connection().close()));
            case "GARBAGE" -> request.body().onSuccess(body -> request.response().end("{no JSON"));
            case "STREAM" -> request.pipeTo(request.response().setChunked(true));
            default -> request.response().setStatusCode(404).end();
        }
    }
}
