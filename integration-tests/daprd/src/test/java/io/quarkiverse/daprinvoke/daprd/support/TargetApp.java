package io.quarkiverse.daprinvoke.daprd.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * The called application: it records the requests as received, and sends the specified responses. It listens on one port of the
 * loopback address, where it can be stopped and started again.
 */
public final class TargetApp {

    /**
     * A call as the application saw it.
     *
     * @param uri the request target, not decoded
     */
    public record Received(String verb, String uri, MultiMap headers, Buffer body) {
    }

    private final int port = FreePorts.find(1).get(0);
    private final Vertx vertx = Vertx.vertx();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Handler<HttpServerRequest> answer;
    private HttpServer server;

    public int port() {
        return port;
    }

    public void start() {
        server = vertx.createHttpServer(new HttpServerOptions().setMaxHeaderSize(128 * 1024).setMaxInitialLineLength(64 * 1024))
                .requestHandler(this::handle).listen(port, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    /** Stops it as if it were killed: connections are closed during in-flight calls. */
    public void stop() {
        server.close().toCompletionStage().toCompletableFuture().join();
        server = null;
    }

    boolean isStarted() {
        return server != null;
    }

    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        if (request.path().startsWith("/dapr/") || request.path().equals("/healthz")) {
            // The sidecar's own questions
            request.response().setStatusCode(404).end();
            return;
        }
        Handler<HttpServerRequest> answer = this.answer;
        if (answer != null) {
            answer.handle(request);
            return;
        }
        request.body().onSuccess(body -> {
            record(request, body);
            request.response().end("echo " + request.method() + " " + request.uri());
        });
    }

    /** Records a call whose answer is made by the test itself. */
    public void record(HttpServerRequest request, Buffer body) {
        received.add(new Received(request.method().name(), request.uri(), request.headers(), body));
    }

    /** Forgets what was received; calls are answered with 200 and a line of text again. */
    public void reset() {
        received.clear();
        answer = null;
    }

    /**
     * @param answer does all with a call, also {@link #record}
     */
    public void handleWith(Handler<HttpServerRequest> answer) {
        this.answer = answer;
    }

    /**
     * @param answer writes the answer to each call, which is recorded and whole by then
     */
    public void answer(Consumer<HttpServerResponse> answer) {
        handleWith(request -> request.body().onSuccess(sent -> {
            record(request, sent);
            answer.accept(request.response());
        }));
    }

    /**
     * @param contentType {@code null} for none
     */
    public void answerWith(int status, String contentType, Buffer body) {
        answer(response -> {
            if (contentType != null) {
                response.putHeader("content-type", contentType);
            }
            response.setStatusCode(status).end(body);
        });
    }

    /**
     * Answers no call until the test does.
     */
    public HeldCalls hold() {
        HeldCalls held = new HeldCalls(this);
        handleWith(held);
        return held;
    }

    /**
     * @return the calls in the order in which they were complete
     */
    public List<Received> received() {
        return received;
    }

    /**
     * @return the only call
     */
    public Received call() {
        List<Received> calls = List.copyOf(received);
        if (calls.size() != 1) {
            throw new AssertionError("The application was called " + calls.size() + " times");
        }
        return calls.get(0);
    }
}
