package io.quarkiverse.daprinvoke.torture.faults;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Is where the sidecar would be, for HTTP/1.1 and HTTP/2. The headers of a request name its ID and the lengths of payload and
 * response, whose content only that ID makes. It can count what arrives of each ID.
 */
public final class StandIn implements AutoCloseable {

    static final String ID = "x-id";
    static final String PAYLOAD = "x-payload";
    static final String REPLY = "x-reply";

    private static final int PARTS = 4;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final boolean counting;
    private final Map<String, Integer> begun = new ConcurrentHashMap<>();
    private final Map<String, Integer> whole = new ConcurrentHashMap<>();
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final int port;

    /**
     * @param port 0 for a free one
     * @param counting whether it remembers what arrives
     */
    StandIn(int port, boolean counting) {
        this.counting = counting;
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(true))
                .connectionHandler(connection -> {
                    open.incrementAndGet();
                    connection.closeHandler(closed -> open.decrementAndGet());
                }).exceptionHandler(e -> {
                    // A connection that was cut
                }).requestHandler(this::handle);
        this.port = server.listen(port, "127.0.0.1").toCompletionStage().toCompletableFuture().join().actualPort();
    }

    /** Runs one that does not count, in a separate process, at the port that the argument names. */
    public static void main(String... args) {
        new StandIn(Integer.parseInt(args[0]), false);
    }

    /**
     * @return what only this ID makes
     */
    static Buffer content(String id, int length) {
        Buffer content = Buffer.buffer(length);
        while (content.length() < length) {
            String next = id + ".";
            content.appendString(next.substring(0, Math.min(next.length(), length - content.length())));
        }
        return content;
    }

    int port() {
        return port;
    }

    /**
     * @return how many connections are open
     */
    int open() {
        return open.get();
    }

    /**
     * @return how many requests with this ID have arrived, or begun to arrive
     */
    int begun(String id) {
        return begun.getOrDefault(id, 0);
    }

    /**
     * @return how many requests with this ID have arrived with all of their payload
     */
    int whole(String id) {
        return whole.getOrDefault(id, 0);
    }

    /**
     * @return whether a request with this ID has arrived with the payload of another
     */
    boolean isDamaged(String id) {
        return damaged.contains(id);
    }

    /** Forgets what has arrived. */
    void forget() {
        begun.clear();
        whole.clear();
        damaged.clear();
    }

    private void handle(HttpServerRequest request) {
        String id = request.getHeader(ID);
        if (id == null) {
            // A question of daprd
            request.response().setStatusCode(404).end();
            return;
        }
        if (counting) {
            begun.merge(id, 1, Integer::sum);
        }
        request.body().onSuccess(body -> {
            if (!body.equals(content(id, Integer.parseInt(request.getHeader(PAYLOAD))))) {
                damaged.add(id);
            }
            if (counting) {
                whole.merge(id, 1, Integer::sum);
            }
            answer(request.response(), content(id, Integer.parseInt(request.getHeader(REPLY))));
        });
    }

    /** One response in two is chunked. */
    private static void answer(HttpServerResponse response, Buffer reply) {
        if (reply.length() % 2 == 0) {
            response.end(reply);
            return;
        }
        response.setChunked(true);
        int part = reply.length() / PARTS;
        for (int i = 0; i < PARTS - 1; i++) {
            response.write(reply.slice(i * part, (i + 1) * part));
        }
        response.end(reply.slice((PARTS - 1) * part, reply.length()));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
