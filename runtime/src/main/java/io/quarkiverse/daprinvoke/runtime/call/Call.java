package io.quarkiverse.daprinvoke.runtime.call;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.runtime.codec.Reply;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.sidecar.EventLoops.Loop;
import io.quarkiverse.daprinvoke.runtime.sidecar.Places;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarCall;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.codec.spi.BodyStream;

/**
 * One attempt at a call, from its subscription to its one outcome: an item, a failure or a cancellation. All of it happens on
 * one event loop, apart from {@link #cancel()}, which any thread may call. Items and failures are handed out on the Vert.x
 * context of the subscription. A streamed reply is handed out as an item when it begins, and has an outcome of its own.
 *
 * @param <R> the type of the item
 */
public final class Call<R> implements UniSubscription, SidecarCall, Places.Guest {

    /** How much of the body of an unwanted status is kept for the failure. */
    private static final int MAX_ERROR_BODY = 64 * 1024;

    /** How often a call asks for another connection because nothing could be sent on the one it was given. */
    private static final int MAX_RENEWALS = 3;

    private final SidecarClient client;
    private final ResolvedTarget target;
    private final OutgoingCall call;
    private final EarlierAttempts earlier;
    private final Reply<R> reply;
    private final UniSubscriber<? super R> subscriber;
    private final Context caller;
    private final Loop loop;
    private final Places places;
    private volatile boolean cancelled;
    // The rest belongs to the event loop
    private final long started = System.nanoTime();
    private long lastMoved = started;
    private long timer = -1;
    private boolean queued;
    private boolean placed;
    private boolean over;
    private boolean responseEnded;
    private int renewals;
    private HttpClientRequest request;
    private HttpClientResponse response;
    private RequestStream payload;
    private ReplyBody body;
    private ReplyStream stream;

    private Call(SidecarClient client, ResolvedTarget target, OutgoingCall call, EarlierAttempts earlier, Reply<R> reply,
            UniSubscriber<? super R> subscriber) {
        this.client = client;
        this.target = target;
        this.call = call;
        this.earlier = earlier;
        this.reply = reply;
        this.subscriber = subscriber;
        caller = client.eventLoops().caller();
        loop = client.eventLoops().of(caller);
        places = client.places(call.sidecar());
    }

    /**
     * Makes a call, or a further attempt at it.
     *
     * @param earlier what attempts before this one did
     * @param subscriber is given its subscription before anything is sent
     */
    public static <R> void start(SidecarClient client, ResolvedTarget target, OutgoingCall outgoing, EarlierAttempts earlier,
            Reply<R> reply, UniSubscriber<? super R> subscriber) {
        Call<R> call = new Call<>(client, target, outgoing, earlier, reply, subscriber);
        client.callBegun();
        try {
            subscriber.onSubscribe(call);
        } catch (Throwable e) {
            // Otherwise it would count as under way for ever
            call.cancel();
            throw e;
        } finally {
            call.loop.run(call::begin);
        }
    }

    private void begin() {
        if (over || cancelled) {
            // While it was handed its subscription
            return;
        }
        timer = loop.setTimer(remainingMillis(), this::timedOut);
        if (call.observed() != null) {
            call.observed().attempt();
        }
        try {
            placed = places.enter(this);
            queued = !placed;
        } catch (Places.QueueFullException e) {
            // Not before the subscriber has its subscription in hand: it may try again at once
            loop.runLater(() -> fail(e));
            return;
        }
        if (placed) {
            send();
        }
    }

    @Override
    public Places places() {
        return places;
    }

    @Override
    public void admitted() {
        loop.runLater(() -> {
            queued = false;
            if (over) {
                places.leave();
            } else {
                placed = true;
                send();
            }
        });
    }

    private void send() {
        try {
            SidecarAddress sidecar = call.sidecar();
            HttpRequest<Buffer> prepared = loop.webClient()
                    .request(target.verb(), sidecar.server(), sidecar.port(), sidecar.uriHost(), target.uri())
                    .ssl(sidecar.ssl()).as(this);
            Future<HttpResponse<Buffer>> answer;
            if (call.chunks() != null) {
                payload = new RequestStream(this, call.chunks(), loop, caller);
                answer = prepared.sendStream(payload);
            } else {
                answer = call.body() != null ? prepared.sendBuffer(call.body()) : prepared.send();
            }
            answer.onComplete(this::answered);
        } catch (Throwable e) {
            // Such as a client that is closed, because the application is stopping
            fail(e);
        }
    }

    private long remainingMillis() {
        return Math.max(1, call.timeout().toMillis() - earlier.millis() - millisSince(started));
    }

    private static long millisSince(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
    }

    @Override
    public boolean connected(HttpClientRequest request, boolean usable) {
        // The failure of the response says the same; without a handler it would be logged as well
        request.exceptionHandler(failure -> {
        });
        if (over) {
            loop.giveBack(request);
            return false;
        }
        if (!usable) {
            loop.giveBack(request);
            renew(new HttpClosedException("Connection was closed"));
            return false;
        }
        this.request = request;
        client.putToken(call.sidecar(), request.headers());
        call.putHeaders(request.headers());
        if (call.observed() != null) {
            call.observed().connected();
        }
        return true;
    }

    /** Nothing has been sent, so another connection can be tried without the sidecar seeing the call twice. */
    private void renew(Throwable cause) {
        if (renewals++ < MAX_RENEWALS) {
            // First the event loop looks at its connections, so that others that were closed too are gone
            loop.runLater(() -> {
                if (!over) {
                    send();
                }
            });
        } else {
            giveUp(ofClient(cause));
        }
    }

    @Override
    public void responded(HttpClientResponse response) {
        this.response = response;
        if (call.observed() != null) {
            call.observed().status(response.statusCode());
        }
        moved();
    }

    /** Called by the web client for the body of the response, after its head. */
    @Override
    public void create(Handler<AsyncResult<BodyStream<Buffer>>> taker) {
        if (reply.streamsBody() && isWanted()) {
            stream = new ReplyStream(this, loop, caller, call.observed());
            taker.handle(Future.succeededFuture(stream));
            loop.runOn(caller, () -> {
                if (!cancelled) {
                    subscriber.onItem(reply.open(response.statusCode(), response.headers(), stream));
                }
            });
            return;
        }
        boolean discarded = isWanted() && reply.discardsBody();
        // What is not held in memory may be of any size
        long maximum = discarded ? Long.MAX_VALUE : client.maxReplySize();
        long kept = discarded ? 0 : Math.min(maximum, isWanted() ? Integer.MAX_VALUE : MAX_ERROR_BODY);
        body = new ReplyBody(this, (int) kept, maximum);
        taker.handle(Future.succeededFuture(body));
    }

    private boolean isWanted() {
        return reply.acceptsAnyStatus() || response.statusCode() >= 200 && response.statusCode() < 300;
    }

    private void answered(AsyncResult<HttpResponse<Buffer>> result) {
        if (over) {
            return;
        }
        if (result.failed()) {
            fail(result.cause());
            return;
        }
        if (payloadIsUnderWay()) {
            // An answer that does not wait for the end of the payload leaves the connection in the middle of a request
            request.reset(CANCEL);
        }
        end();
        if (stream != null) {
            stream.tell(null);
        } else if (isWanted()) {
            loop.runOn(caller, this::deliver);
        } else {
            tell(statusSoFar());
        }
    }

    /** Reads the reply where it is handed out, so that a large one does not keep an event loop that is not the caller's. */
    private void deliver() {
        if (cancelled) {
            return;
        }
        R item;
        try {
            item = reply.read(response.statusCode(), response.headers(), body.soFar());
        } catch (Throwable e) {
            // An error of a deserializer as well, or nobody would hear of it
            subscriber.onFailure(InvocationFailures.ofUnreadable(target.describe(), response, e));
            return;
        }
        subscriber.onItem(item);
    }

    void replyTooLarge(Buffer kept) {
        giveUp(isWanted()
                ? InvocationFailures.ofReply(target.describe(), response,
                        "is larger than quarkus.dapr-invoke.max-reply-size allows (" + client.maxReplySize() + " bytes)", null)
                : InvocationFailures.ofStatus(target.describe(), response, kept));
    }

    void payloadFailed(Throwable cause) {
        giveUp(new PayloadEncodingException(target.describe(), cause));
    }

    @Override
    public void received() {
        responseEnded = true;
        if (placed && !payloadIsUnderWay()) {
            placed = false;
            places.leave();
        }
    }

    /** The body of the response has been read, or comes no further. */
    void responseEnded() {
        responseEnded = true;
    }

    /** Streams may take any time, as long as something moves. */
    void moved() {
        lastMoved = System.nanoTime();
    }

    void sendHead() {
        request.sendHead();
    }

    private void fail(Throwable cause) {
        if (over) {
            return;
        }
        if (request == null && cause instanceof TimeoutException) {
            // The client gave up its wait for a connection just before the timer of this call
            giveUp(timeout());
        } else if (request == null && cause instanceof HttpClosedException) {
            renew(cause);
        } else {
            // An unwanted status says enough, even if its body did not come whole
            giveUp(body != null && !isWanted() ? statusSoFar() : ofClient(cause));
        }
    }

    private Throwable ofClient(Throwable cause) {
        boolean sent = request != null;
        return client.isStopped() ? InvocationFailures.ofStop(target.describe(), response, sent, earlier)
                : InvocationFailures.ofClient(cause, response, target.describe(), call.sidecar(), sent, earlier);
    }

    private void timedOut() {
        if (over || responseEnded) {
            return;
        }
        long left = payload != null || stream != null ? call.timeout().toMillis() - millisSince(lastMoved) : 0;
        if (left > 0) {
            timer = loop.setTimer(left, this::timedOut);
        } else {
            // An unwanted status says more than that its body was long in coming
            giveUp(body != null && !isWanted() ? statusSoFar() : timeout());
        }
    }

    private Throwable timeout() {
        return new InvocationTimeoutException(target.describe(), call.timeout(), request != null || earlier.sent());
    }

    private Throwable statusSoFar() {
        return InvocationFailures.ofStatus(target.describe(), response, body.soFar());
    }

    /** Ends the exchange on the wire, and then for the caller, who may want the place for what it does next. */
    void giveUp(Throwable failure) {
        if (over) {
            return;
        }
        abandon();
        if (stream != null) {
            stream.tell(failure);
        } else {
            tell(failure);
        }
    }

    private void tell(Throwable failure) {
        loop.runOn(caller, () -> {
            if (!cancelled) {
                subscriber.onFailure(failure);
            }
        });
    }

    @Override
    public void cancel() {
        cancelled = true;
        loop.run(() -> {
            if (stream != null) {
                // Which was handed out just before
                stream.cancelUnlessRead();
            } else if (!over) {
                abandon();
            }
        });
    }

    /** Nobody wants the rest of a streamed reply. */
    void streamCancelled() {
        if (!over) {
            abandon();
        }
    }

    /** Stops the payload, and closes the connection or resets the stream, so that nothing more comes. */
    private void abandon() {
        boolean unsent = payload != null && !payload.hasBegun();
        boolean underWay = !responseEnded || payloadIsUnderWay();
        end();
        if (request == null) {
            return;
        }
        if (unsent) {
            loop.giveBack(request);
        } else if (underWay) {
            // Otherwise another call may have the connection by now
            request.reset(CANCEL);
        }
    }

    private void end() {
        over = true;
        loop.cancelTimer(timer);
        if (placed) {
            places.leave();
        } else if (queued) {
            places.giveUp(this);
        }
        if (payload != null) {
            payload.cancel();
        }
        client.callEnded();
    }

    private boolean payloadIsUnderWay() {
        return payload != null && payload.isUnderWay();
    }
}
