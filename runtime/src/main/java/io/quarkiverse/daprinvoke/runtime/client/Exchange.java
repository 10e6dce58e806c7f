package io.quarkiverse.daprinvoke.runtime.client;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.channel.EventLoop;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.runtime.payload.Reply;
import io.quarkiverse.daprinvoke.runtime.uri.ResolvedTarget;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.impl.HttpClientConnection;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;

/**
 * One call, from its subscription to its one outcome: an item, a failure or a cancellation. Items and failures come on the
 * Vert.x context of the subscription; cancellation may come from any thread.
 *
 * @param <R> the type of the item
 */
final class Exchange<R> implements UniSubscription, BodyCodec<R> {

    /** How much of the body of an unwanted status is kept for the failure. */
    static final int MAX_ERROR_BODY = 64 * 1024;

    private final SidecarClient client;
    private final ResolvedTarget target;
    private final OutgoingCall call;
    private final Reply<R> reply;
    private final UniSubscriber<? super R> subscriber;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Context context;
    private volatile long timer = -1;
    private volatile HttpClientRequest request;
    // The rest belongs to the context
    private HttpClientResponse response;
    private ReplyBody<R> responseBody;
    private boolean responseEnded;
    private Throwable untold;

    Exchange(SidecarClient client, ResolvedTarget target, OutgoingCall call, Reply<R> reply,
            UniSubscriber<? super R> subscriber) {
        this.client = client;
        this.target = target;
        this.call = call;
        this.reply = reply;
        this.subscriber = subscriber;
    }

    void start(Vertx vertx) {
        if (over.get()) {
            // Cancelled while it was handed its subscription
            return;
        }
        // The web client makes the same choice: the context of the subscription, which is where it answers
        context = vertx.getOrCreateContext();
        timer = vertx.setTimer(call.timeout().toMillis(), id -> timedOut());
        if (over.get()) {
            // Cancelled by another thread before there was a timer to cancel
            client.cancelTimer(timer);
            return;
        }
        try {
            client.send(target, call, this);
        } catch (RuntimeException e) {
            // Such as a client that is closed, because the application is stopping
            fail(e);
        }
    }

    /**
     * @return whether the request may be sent; otherwise the call has ended while it waited for a connection
     */
    boolean connected(HttpClientRequest request) {
        this.request = request;
        return !over.get();
    }

    void responded(HttpClientResponse response) {
        this.response = response;
    }

    @Override
    public void create(Handler<AsyncResult<BodyStream<R>>> handler) {
        boolean discarded = isWanted() && reply.discardsBody();
        // What is not held in memory may be of any size
        long maximum = discarded ? Long.MAX_VALUE : client.maxReplySize();
        long kept = discarded ? 0 : Math.min(maximum, isWanted() ? Integer.MAX_VALUE : MAX_ERROR_BODY);
        responseBody = new ReplyBody<>(this, (int) kept, maximum);
        handler.handle(Future.succeededFuture(responseBody));
    }

    private boolean isWanted() {
        return reply.acceptsAnyStatus() || response.statusCode() >= 200 && response.statusCode() < 300;
    }

    void replyComplete(Buffer body) {
        responseEnded = true;
        client.cancelTimer(timer);
        onceFree(() -> deliver(body));
    }

    private void deliver(Buffer body) {
        if (over.get()) {
            return;
        }
        if (!isWanted()) {
            end(InvocationFailures.ofStatus(target.describe(), response, body));
            return;
        }
        R item;
        try {
            item = reply.read(response.statusCode(), response.headers(), body);
        } catch (Throwable e) {
            // An error of a deserializer as well, or nobody would hear of it
            end(InvocationFailures.ofReply(target.describe(), response, "is not of the declared type", e));
            return;
        }
        if (end()) {
            subscriber.onItem(item);
        }
    }

    void replyTooLarge(Buffer kept) {
        giveUp(isWanted()
                ? InvocationFailures.ofReply(target.describe(), response,
                        "is larger than quarkus.dapr-invoke.max-reply-size allows (" + client.maxReplySize() + " bytes)", null)
                : InvocationFailures.ofStatus(target.describe(), response, kept));
    }

    /** Called by the web client when the call failed; a success never comes here, see {@link ReplyBody#result()}. */
    void ended(AsyncResult<HttpResponse<R>> result) {
        if (result.failed()) {
            fail(result.cause());
        }
    }

    void fail(Throwable cause) {
        if (untold != null) {
            // The place in the queue is free by now
            Throwable failure = untold;
            untold = null;
            onceFree(() -> subscriber.onFailure(failure));
        } else if (over.get() || responseEnded) {
            return;
        } else if (request == null && cause instanceof TimeoutException) {
            // The client gave up its wait for a connection just before the timer of this call
            giveUp(timeout());
        } else {
            // An unwanted status says enough, even if its body did not come whole
            giveUp(responseBody != null && !isWanted() ? statusSoFar()
                    : InvocationFailures.ofClient(cause, response, target.describe(), call.sidecar()));
        }
    }

    private void timedOut() {
        if (over.get() || responseEnded) {
            return;
        }
        if (request != null) {
            // An unwanted status says more than that its body was long in coming
            giveUp(responseBody != null && !isWanted() ? statusSoFar() : timeout());
        } else if (end()) {
            // The client gives up its wait for a connection about now, by a timer of its own, and only then is the place free
            untold = timeout();
        }
    }

    private Throwable timeout() {
        return new InvocationTimeoutException(target.describe(), call.timeout());
    }

    private Throwable statusSoFar() {
        return InvocationFailures.ofStatus(target.describe(), response, responseBody.soFar());
    }

    /** Ends the exchange on the wire, and then for the caller, who may want the connection for what it does next. */
    private void giveUp(Throwable failure) {
        if (end()) {
            reset();
            onceFree(() -> subscriber.onFailure(failure));
        }
    }

    /**
     * Runs a task on the context when the connection, or its place in the pool, is free for whatever the task leads to: after
     * what the event loop of the connection, which may be another one, is doing now.
     */
    private void onceFree(Runnable task) {
        HttpClientRequest request = this.request;
        if (request == null) {
            task.run();
            return;
        }
        EventLoop eventLoop = ((HttpClientConnection) request.connection()).getContext().nettyEventLoop();
        if (eventLoop.inEventLoop()) {
            context.runOnContext(v -> task.run());
        } else {
            eventLoop.execute(() -> context.runOnContext(v -> task.run()));
        }
    }

    @Override
    public void cancel() {
        if (end() && context != null) {
            // The connection may serve another call as soon as this one's response has ended, and only the context knows
            context.runOnContext(v -> reset());
        }
    }

    private void end(Throwable failure) {
        if (end()) {
            subscriber.onFailure(failure);
        }
    }

    private boolean end() {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        client.cancelTimer(timer);
        return true;
    }

    /** Closes the connection, or resets the stream, so that nothing more comes and the pool is whole again. */
    private void reset() {
        HttpClientRequest request = this.request;
        if (request != null && !responseEnded) {
            request.reset();
        }
    }
}
