package io.quarkiverse.daprinvoke.runtime.client;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import io.netty.util.concurrent.ScheduledFuture;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.runtime.payload.Reply;
import io.quarkiverse.daprinvoke.runtime.uri.ResolvedTarget;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;

/**
 * One call, from its subscription to its one outcome: an item, a failure or a cancellation. Items and failures come on the
 * Vert.x context of the subscription; cancellation may come from any thread. A streamed reply is handed out as an item when
 * it begins, and has an outcome of its own.
 *
 * @param <R> the type of the item
 */
final class Exchange<R> implements UniSubscription, Runnable, BodyCodec<R> {

    /** How much of the body of an unwanted status is kept for the failure. */
    static final int MAX_ERROR_BODY = 64 * 1024;

    /** How often a call asks for another connection because none came of the one it was given. */
    private static final int MAX_RENEWALS = 3;

    private static final int WAITING = 0;
    private static final int STREAMING = 1;
    private static final int OVER = 2;

    /** The response, or its failure, tells more. */
    private static final Handler<AsyncResult<Void>> WRITTEN = written -> {
    };

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<Exchange> STATE = AtomicIntegerFieldUpdater.newUpdater(Exchange.class,
            "state");

    private final SidecarClient client;
    private final ResolvedTarget target;
    private final OutgoingCall call;
    private final EarlierAttempts earlier;
    private final Reply<R> reply;
    private final UniSubscriber<? super R> subscriber;
    private volatile int state = WAITING;
    private volatile ContextInternal context;
    private volatile ScheduledFuture<?> timer;
    private volatile boolean cancelled;
    // The rest belongs to the context
    private long started;
    private boolean renewed;
    private int renewals;
    private Lease lease;
    private boolean sent;
    private RequestStream requestStream;
    private HttpClientResponse response;
    private ReplyBody responseBody;
    private ReplyStream replyStream;
    private boolean responseEnded;
    private long lastMoved;
    private Throwable untold;

    Exchange(SidecarClient client, ResolvedTarget target, OutgoingCall call, EarlierAttempts earlier, Reply<R> reply,
            UniSubscriber<? super R> subscriber) {
        this.client = client;
        this.target = target;
        this.call = call;
        this.earlier = earlier;
        this.reply = reply;
        this.subscriber = subscriber;
    }

    void start(Vertx vertx) {
        if (isOver()) {
            // Cancelled while it was handed its subscription
            return;
        }
        // The web client makes the same choice: the context of the subscription, which is where it answers
        context = (ContextInternal) vertx.getOrCreateContext();
        started = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(earlier.millis());
        lastMoved = started;
        setTimer(remainingMillis());
        if (isOver()) {
            // Cancelled by another thread before there was a timer to cancel, or the timer was faster than this one
            cancelTimer();
            context.runOnContext(v -> fail(new IllegalStateException("The call has ended")));
            return;
        }
        if (call.observed() != null) {
            call.observed().attempt();
        }
        send();
    }

    private void send() {
        try {
            client.connect(target, call.sidecar(), remainingMillis(), this);
        } catch (RuntimeException e) {
            // Such as a client that is closed, because the application is stopping
            fail(e);
        }
    }

    private long remainingMillis() {
        long spent = !renewed ? earlier.millis() : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        return Math.max(1, call.timeout().toMillis() - spent);
    }

    /**
     * Takes the connection that the pool has found, and goes on with it if it can be used.
     */
    void connected(HttpClientRequest request) {
        lease = Lease.of(request);
        if (isOver()) {
            // While it waited for the connection; without a handler the end of the request would be logged as an error
            request.exceptionHandler(ended -> {
            });
            lease.giveBack();
            fail(new IllegalStateException("The call has ended"));
        } else if (lease.isClosed()) {
            request.exceptionHandler(closed -> {
            });
            lease.close();
            renew(new HttpClosedException("Connection was closed"));
        } else if (lease.isUncertain()) {
            Lease uncertain = lease;
            request.exceptionHandler(this::fail);
            uncertain.onceLookedAt(context, () -> {
                if (!isOver() && lease == uncertain) {
                    try {
                        go(request);
                    } catch (RuntimeException e) {
                        // As the web client does in the other case
                        fail(e);
                    }
                }
            });
        } else {
            go(request);
        }
    }

    /**
     * Sends the request itself, and reads the response itself: the promises, pipes and copies of headers with which the web
     * client would do so cost more than all the rest of a call.
     */
    private void go(HttpClientRequest request) {
        // The failure of the response says the same; without a handler it would be logged as well
        request.exceptionHandler(failure -> {
        });
        client.putHeaders(call, request.headers());
        request.response(this::responded);
        sent = true;
        if (call.observed() != null) {
            call.observed().connected();
        }
        if (call.chunks() != null) {
            requestStream = new RequestStream(this, call.chunks(), context);
            request.setChunked(true);
            // What could not be sent whole must not look whole
            requestStream.pipe().endOnFailure(false).to(request, piped -> {
                if (piped.failed()) {
                    request.reset(Lease.CANCEL, piped.cause());
                }
            });
        } else if (call.body() != null) {
            request.end(call.body(), WRITTEN);
        } else {
            request.end(WRITTEN);
        }
    }

    /** Called by the web client, which does no more than find the connection, when there was none. */
    void notConnected(AsyncResult<?> result) {
        fail(result.cause());
    }

    /** Nothing has been sent, so another connection can be tried without the sidecar seeing the call twice. */
    private void renew(Throwable cause) {
        // Kept connections come to an end by themselves; a new one that was closed at once may be followed by others
        boolean kept = lease != null && lease.isOfKeptConnection();
        lease = null;
        if (kept || renewals++ < MAX_RENEWALS) {
            renewed = true;
            send();
        } else {
            giveUp(ofClient(cause));
        }
    }

    private void responded(AsyncResult<HttpClientResponse> result) {
        if (result.failed()) {
            fail(result.cause());
            return;
        }
        response = result.result();
        if (call.observed() != null) {
            call.observed().status(response.statusCode());
        }
        if (!reply.streamsBody() || !isWanted()) {
            readBody();
        } else if (STATE.compareAndSet(this, WAITING, STREAMING)) {
            moved();
            replyStream = new ReplyStream(this, response, context);
            replyStream.open();
            subscriber.onItem(reply.open(response.statusCode(), response.headers(), replyStream));
        } else {
            // Cancelled a moment ago, which is about to reset the response; without a handler that would be logged as an error
            response.exceptionHandler(reset -> {
            });
        }
    }

    private void readBody() {
        boolean discarded = isWanted() && reply.discardsBody();
        // What is not held in memory may be of any size
        long maximum = discarded ? Long.MAX_VALUE : client.maxReplySize();
        long kept = discarded ? 0 : Math.min(maximum, isWanted() ? Integer.MAX_VALUE : MAX_ERROR_BODY);
        responseBody = new ReplyBody(this, (int) kept, maximum);
        response.exceptionHandler(this::fail);
        response.handler(responseBody);
        response.endHandler(v -> replyComplete());
    }

    /** The web client is done with the call once it has found the connection: see {@link #go}. */
    @Override
    public void create(Handler<AsyncResult<BodyStream<R>>> handler) {
        throw new UnsupportedOperationException();
    }

    private boolean isWanted() {
        return reply.acceptsAnyStatus() || response.statusCode() >= 200 && response.statusCode() < 300;
    }

    private void replyComplete() {
        responseEnded();
        cancelTimer();
        if (context.isEventLoopContext() && client.hasConnectionsToSpare()) {
            // It will be free in a moment, which is not worth the way to its event loop and back; a worker may block before
            context.runOnContext(v -> deliver());
        } else {
            lease.onceFree(context, this::deliver);
        }
    }

    /** An answer that does not wait for the end of the payload leaves the connection in the middle of a request. */
    private void responseEnded() {
        responseEnded = true;
        if (requestStream != null && requestStream.isUnderWay()) {
            requestStream.cancel();
            lease.end();
        }
    }

    private void deliver() {
        if (isOver()) {
            return;
        }
        Buffer body = responseBody.soFar();
        if (!isWanted()) {
            end(InvocationFailures.ofStatus(target.describe(), response, body));
            return;
        }
        R item;
        try {
            item = reply.read(response.statusCode(), response.headers(), body);
        } catch (Throwable e) {
            // An error of a deserializer as well, or nobody would hear of it
            end(InvocationFailures.ofUnreadable(target.describe(), response, e));
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

    /** A streamed reply has come to its end. */
    void replyStreamed(Runnable then) {
        responseEnded();
        finish(STREAMING);
        if (call.observed() != null) {
            call.observed().completed();
        }
        lease.onceFree(context, then);
    }

    /**
     * A streamed reply has failed, or nobody wants the rest of it.
     *
     * @param failure {@code null} if nobody wants it
     */
    void replyAbandoned(Throwable failure, Runnable then) {
        finish(STREAMING);
        reset();
        if (call.observed() != null) {
            if (failure == null || failure instanceof CancellationException) {
                call.observed().cancelled();
            } else {
                call.observed().failed(failure);
            }
        }
        lease.onceFree(context, then);
    }

    void failReply(Throwable failure) {
        replyStream.fail(failure);
    }

    void sendHead() {
        lease.sendHead();
    }

    void payloadFailed(Throwable cause) {
        Throwable failure = new PayloadEncodingException(target.describe(), cause);
        if (replyStream != null) {
            replyStream.fail(failure);
        } else {
            giveUp(failure);
        }
    }

    /** Streams may take any time, as long as something moves. */
    void moved() {
        lastMoved = System.nanoTime();
    }

    void fail(Throwable cause) {
        if (untold != null) {
            // The place in the queue is free by now
            Throwable failure = untold;
            untold = null;
            onceFree(() -> tell(failure));
        } else if (replyStream != null) {
            replyStream.fail(ofClient(cause));
        } else if (isOver() || responseEnded) {
            return;
        } else if (lease == null && cause instanceof TimeoutException) {
            // The client gave up its wait for a connection just before the timer of this call
            giveUp(timeout());
        } else if (!sent && (lease != null || cause instanceof HttpClosedException)) {
            renew(cause);
        } else {
            // An unwanted status says enough, even if its body did not come whole
            giveUp(responseBody != null && !isWanted() ? statusSoFar() : ofClient(cause));
        }
    }

    private Throwable ofClient(Throwable cause) {
        return client.isStopped() ? InvocationFailures.ofStop(target.describe(), response, sent, earlier)
                : InvocationFailures.ofClient(cause, response, target.describe(), call.sidecar(), sent, earlier);
    }

    /** When the timer has run out. */
    @Override
    public void run() {
        context.emit(v -> timedOut());
    }

    private void timedOut() {
        if (isOver() || responseEnded) {
            return;
        }
        long left = requestStream != null || replyStream != null
                ? call.timeout().toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastMoved)
                : 0;
        if (left > 0) {
            setTimer(left);
            if (isOver()) {
                // Ended by another thread meanwhile
                cancelTimer();
            }
        } else if (replyStream != null) {
            replyStream.fail(timeout());
        } else if (lease != null) {
            // An unwanted status says more than that its body was long in coming
            giveUp(responseBody != null && !isWanted() ? statusSoFar() : timeout());
        } else if (end()) {
            // The client gives up its wait for a connection about now, by a timer of its own, and only then is the place free
            untold = timeout();
        }
    }

    /** The event loop's own timer: that of Vert.x would be looked up by a number, and need not outlive its verticle. */
    private void setTimer(long millis) {
        timer = context.nettyEventLoop().schedule(this, millis, TimeUnit.MILLISECONDS);
    }

    private void cancelTimer() {
        ScheduledFuture<?> set = timer;
        if (set != null) {
            set.cancel(false);
        }
    }

    private Throwable timeout() {
        return new InvocationTimeoutException(target.describe(), call.timeout(), sent || earlier.sent());
    }

    private Throwable statusSoFar() {
        return InvocationFailures.ofStatus(target.describe(), response, responseBody.soFar());
    }

    /** Ends the exchange on the wire, and then for the caller, who may want the connection for what it does next. */
    private void giveUp(Throwable failure) {
        if (end()) {
            reset();
            onceFree(() -> tell(failure));
        }
    }

    private void tell(Throwable failure) {
        // It may have been cancelled while the connection was being freed
        if (!cancelled) {
            subscriber.onFailure(failure);
        }
    }

    private void onceFree(Runnable task) {
        if (lease == null) {
            task.run();
        } else {
            lease.onceFree(context, task);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        boolean ended = end();
        if (context != null) {
            // What there is to end is known on the context
            context.runOnContext(v -> {
                if (ended) {
                    reset();
                } else if (replyStream != null) {
                    // Which was handed out just before
                    replyStream.cancelUnlessRead();
                }
            });
        }
    }

    private void end(Throwable failure) {
        if (end()) {
            subscriber.onFailure(failure);
        }
    }

    private boolean end() {
        return finish(WAITING);
    }

    private boolean finish(int from) {
        if (!STATE.compareAndSet(this, from, OVER)) {
            return false;
        }
        cancelTimer();
        client.callEnded();
        return true;
    }

    private boolean isOver() {
        return state == OVER;
    }

    /** Stops the payload, and closes the connection or resets the stream, so that nothing more comes and the pool is whole. */
    private void reset() {
        if (requestStream != null) {
            requestStream.cancel();
        }
        if (lease != null && !responseEnded) {
            if (sent && (requestStream == null || requestStream.hasBegun())) {
                lease.end();
            } else {
                lease.giveBack();
            }
        }
    }
}
