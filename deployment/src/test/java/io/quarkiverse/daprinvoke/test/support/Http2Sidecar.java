package io.quarkiverse.daprinvoke.test.support;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.net.PfxOptions;

/**
 * A stand-in for the sidecar with HTTP/2. The name of the invoked method selects its action. It reports the requests. Its class
 * is not part of any application under test, and it uses a separate Vert.x.
 */
public final class Http2Sidecar {

    /**
     * @param outcome {@code complete}, or {@code reset} and the code
     */
    public record Seen(String version, String line, String headers, String outcome, String body) {
    }

    /** Values of about 1 KB each, many times what the window of a stream takes. */
    public static final int MANY = 4000;

    private static final Http2Sidecar CLEAR = new Http2Sidecar(new HttpServerOptions());
    private static final Http2Sidecar NARROW = new Http2Sidecar(
            new HttpServerOptions().setInitialSettings(new Http2Settings().setMaxConcurrentStreams(1)));
    private static final Http2Sidecar OF_FOUR = new Http2Sidecar(
            new HttpServerOptions().setInitialSettings(new Http2Settings().setMaxConcurrentStreams(4)));
    private static final Http2Sidecar TLS = new Http2Sidecar(new HttpServerOptions().setSsl(true).setUseAlpn(true)
            .setKeyCertOptions(new PfxOptions().setPath(TlsSidecar.trustStore().toString()).setPassword(TlsSidecar.PASSWORD)));

    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();
    private final BlockingQueue<HttpServerRequest> silent = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private final boolean ssl;

    private Http2Sidecar(HttpServerOptions options) {
        ssl = options.isSsl();
        server = Vertx.vertx().createHttpServer(options).connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(this::handle).listen(0, "localhost").toCompletionStage().toCompletableFuture().join();
    }

    public static Http2Sidecar clear() {
        // Leftovers of an earlier test must not fail others
        CLEAR.seen.clear();
        return CLEAR;
    }

    /**
     * @return one that serves one call at a time on each connection
     */
    public static Http2Sidecar narrow() {
        return NARROW;
    }

    /**
     * @return one that serves four calls at a time on each connection
     */
    public static Http2Sidecar ofFour() {
        return OF_FOUR;
    }

    /**
     * @return one that speaks TLS, with the certificate of {@link TlsSidecar}
     */
    public static Http2Sidecar tls() {
        return TLS;
    }

    public String url() {
        return (ssl ? "https" : "http") + "://localhost:" + server.actualPort();
    }

    /**
     * @return how many connections there were so far
     */
    public int connections() {
        return connections.get();
    }

    /**
     * @return how many of {@link #MANY} values it could write so far
     */
    public int written() {
        return written.get();
    }

    /**
     * @return the next request that came to an end
     */
    public Seen next() throws InterruptedException {
        Seen next = seen.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("No request came to its end");
        }
        return next;
    }

    /**
     * @return answers the next request that is not answered, once that is there
     */
    public Runnable silent() throws InterruptedException {
        HttpServerRequest next = silent.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("No request is waiting");
        }
        return () -> next.response().end("{\"id\":7}");
    }

    private void handle(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.handler(body::appendBuffer);
        Handler<Throwable> ended = failure -> seen(request,
                failure instanceof StreamResetException reset ? "reset " + reset.getCode() : String.valueOf(failure), body);
        request.exceptionHandler(ended);
        String method = request.path().substring(request.path().lastIndexOf('/') + 1);
        if (method.equals("SILENCE")) {
            // After the request, only the response is notified
            request.exceptionHandler(null);
            request.response().exceptionHandler(ended);
            silent.add(request);
            return;
        }
        request.endHandler(end -> {
            seen(request, "complete", body);
            switch (method) {
                case "ECHO" -> request.response().putHeader("Content-Type", "application/json").end(body);
                case "LARGE" -> request.response().end(Buffer.buffer(new byte[1024 * 1024]));
                case "CUT_SHORT" -> request.response().setChunked(true).write("some")
                        .onComplete(written -> request.response().reset(2));
                case "VALUES" -> {
                    request.response().exceptionHandler(ended);
                    values(request);
                }
                case "MANY_VALUES" -> {
                    written.set(0);
                    writeMany(request.response().putHeader("Content-Type", "application/x-ndjson").setChunked(true));
                }
                case "EVENTS" -> request.response().putHeader("Content-Type", "text/event-stream")
                        .end("id: a\nevent: added\ndata: {\"id\":1}\n\ndata: {\"id\":2}\n\n");
                case "RESET_VALUES" -> values(request).onComplete(written -> request.response().reset(2));
                case "LOST_VALUES" -> values(request).onComplete(written -> request.connection().close());
                case "RESET" -> request.response().reset(2);
                case "GO_AWAY" -> {
                    HttpConnection connection = request.connection();
                    connection.goAway(0);
                    request.response().end(body);
                }
                case "HANG_UP" -> request.connection().close();
                default -> request.response().setStatusCode(404).end("no " + method);
            }
        });
    }

    private void writeMany(HttpServerResponse response) {
        while (written.get() < MANY) {
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> writeMany(response));
                return;
            }
            response.write("{\"id\":" + written.getAndIncrement() + "}" + " ".repeat(1000) + "\n");
        }
        response.end();
    }

    private static Future<Void> values(HttpServerRequest request) {
        return request.response().putHeader("Content-Type", "application/x-ndjson").setChunked(true)
                .write("{\"id\":1}\n{\"id\":2}\n");
    }

    private void seen(HttpServerRequest request, String outcome, Buffer body) {
        seen.add(new Seen(request.version().name(), request.method() + " " + request.uri(), request.headers().toString(),
                outcome,
                body.toString()));
    }
}
