package io.quarkiverse.daprinvoke.daprd.support;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/**
 * Calls that have reached the called application whole and get no answer before the test gives one.
 */
public final class HeldCalls implements Handler<HttpServerRequest> {

    private static final int LIMIT_SECONDS = 20;

    private final TargetApp app;
    private final BlockingQueue<Call> waiting = new LinkedBlockingQueue<>();
    private final BlockingQueue<Call> givenUp = new LinkedBlockingQueue<>();

    HeldCalls(TargetApp app) {
        this.app = app;
    }

    /**
     * A call that waits for its answer.
     */
    public record Call(HttpServerRequest request) {

        public void answer() {
            request.response().end("late");
        }
    }

    @Override
    public void handle(HttpServerRequest request) {
        Call call = new Call(request);
        request.response().closeHandler(closed -> givenUp.add(call));
        request.body().onSuccess(body -> {
            app.record(request, body);
            waiting.add(call);
        });
    }

    /** Waits for the next call. */
    public Call await() {
        return next(waiting, "No call has reached the application");
    }

    /** Waits until the connection of a call that has no answer is closed. */
    public Call awaitGivenUp() {
        return next(givenUp, "No call was given up");
    }

    private static Call next(BlockingQueue<Call> queue, String otherwise) {
        try {
            Call call = queue.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (call == null) {
                throw new AssertionError(otherwise + " within " + LIMIT_SECONDS + " seconds");
            }
            return call;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
