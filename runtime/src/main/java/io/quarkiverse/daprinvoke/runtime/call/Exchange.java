package io.quarkiverse.daprinvoke.runtime.call;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseHead;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseType;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.sidecar.Places;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarCall;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.codec.spi.BodyStream;

/**
 * What a call exchanges with the sidecar: one request, and its response. Everything happens on the event loop of the call,
 * except that replies are read and handed out on the caller's context.
 *
 * @param <R> the type of the item
 */
final class Exchange<R> implements SidecarCall, ResponseHead {

    /** How often another connection is asked for because nothing could be sent on the one that was given. */
    private static final int MAX_RECONNECTS = 3;

    private final Call<R> call;
    private final ResolvedTarget target;
    private final ResponseType<R> reply;
    private int reconnects;
    private HttpClientRequest request;
    private RequestStream payload;
    private HttpClientResponse response;
    private ResponseBody<R> body;
    private ResponseStream stream;
    private boolean received;

    Exchange(Call<R> call, ResolvedTarget target, ResponseType<R> reply) {
        this.call = call;
        this.target = target;
        this.reply = reply;
    }

    void send() {
        if (call.isOver()) {
            return;
        }
        try {
            SidecarAddress sidecar = call.outgoing.sidecar();
            HttpRequest<Buffer> prepared = call.loop.webClient()
                    .request(target.verb(), sidecar.server(), sidecar.port(), sidecar.uriHost(), target.uri())
                    .ssl(sidecar.ssl())
                    // Otherwise a call that is over would keep its place in the queue of the web client's pool
                    .connectTimeout(call.millisLeft()).as(this);
            Future<HttpResponse<Buffer>> answer;
            if (call.outgoing.chunks() != null) {
                payload = new RequestStream(this, call, call.outgoing.chunks());
                answer = prepared.sendStream(payload);
            } else {
                answer = call.outgoing.body() != null ? prepared.sendBuffer(call.outgoing.body()) : prepared.send();
            }
            answer.onComplete(this::answered);
        } catch (Throwable e) {
            // Such as a client that is closed, because the application is stopping
            call.loop.runLater(() -> failed(e));
        }
    }

    @Override
    public ResolvedTarget target() {
        return target;
    }

    @Override
    public int statusCode() {
        return response.statusCode();
    }

    @Override
    public MultiMap headers() {
        return response.headers();
    }

    @Override
    public Places places() {
        return call.places;
    }

    @Override
    public boolean connected(HttpClientRequest request, boolean usable) {
        // The failure of the response says the same; without a handler it would be logged as well
        request.exceptionHandler(failure -> {
        });
        if (call.isOver() || call.isCancelled()) {
            call.loop.release(request);
            return false;
        }
        if (!usable) {
            call.loop.release(request);
            reconnect(new HttpClosedException("Connection was closed"));
            return false;
        }
        this.request = request;
        call.client.putToken(call.outgoing.sidecar(), request.headers());
        call.outgoing.putHeaders(request.headers(), reply.accept());
        if (call.outgoing.observed() != null) {
            call.outgoing.observed().connected();
        }
        return true;
    }

    /** Nothing has been sent, so another connection can be tried without the sidecar seeing the call twice. */
    private void reconnect(Throwable cause) {
        if (reconnects++ == MAX_RECONNECTS) {
            call.giveUp(ofClient(cause));
            return;
        }
        // First the event loop looks at its connections, so that others that were closed too are gone, and it does not do so
        // between two tasks
        call.loop.setTimer(1, this::send);
    }

    void sendHead() {
        request.sendHead();
    }

    @Override
    public void responded(HttpClientResponse response) {
        this.response = response;
        call.recordActivity();
        if (call.outgoing.observed() != null) {
            call.outgoing.observed().status(response.statusCode());
        }
    }

    /** Called by the web client for the body of the response, after its head. */
    @Override
    public void create(Handler<AsyncResult<BodyStream<Buffer>>> taker) {
        int status = response.statusCode();
        boolean wanted = reply.accepts(status);
        if (!wanted || !reply.streamsBody(status)) {
            body = new ResponseBody<>(this, call, reply, response, wanted);
            taker.handle(Future.succeededFuture(body));
            return;
        }
        stream = new ResponseStream(this, call);
        if (call.outgoing.observed() != null) {
            call.outgoing.observed().streamed();
        }
        taker.handle(Future.succeededFuture(stream));
        call.loop.runOn(call.caller, () -> {
            if (!call.isCancelled()) {
                call.tellItem(reply.open(this, stream));
            }
        });
    }

    @Override
    public void received() {
        received = true;
        if (!payloadIsUnderWay()) {
            call.leavePlace();
        }
    }

    private void answered(AsyncResult<HttpResponse<Buffer>> result) {
        if (call.isOver()) {
            return;
        }
        if (result.failed()) {
            failed(result.cause());
            return;
        }
        call.end();
        if (payloadIsUnderWay()) {
            // An answer that does not wait for the end of the payload leaves the connection in the middle of a request
            payload.cancel();
            call.loop.abort(request);
        }
        if (tellStream(null)) {
            return;
        }
        if (body.isWanted()) {
            call.loop.runOn(call.caller, body::deliver);
        } else {
            body.deliverUnwanted();
        }
    }

    private boolean payloadIsUnderWay() {
        return payload != null && payload.isUnderWay();
    }

    void payloadFailed(Throwable cause) {
        call.giveUp(new PayloadEncodingException(target.describe(), cause));
    }

    void failed(Throwable cause) {
        if (call.isOver()) {
            return;
        }
        if (request == null && cause instanceof TimeoutException) {
            // The client gave up its wait for a connection just before the timer of the call
            timedOut();
        } else if (request == null && cause instanceof HttpClosedException) {
            reconnect(cause);
        } else {
            // An unwanted status says enough, even if its body did not come whole
            call.giveUp(isUnwanted() ? body.status(false) : ofClient(cause));
        }
    }

    void timedOut() {
        // An unwanted status says more than that its body was long in coming
        call.giveUp(isUnwanted() ? body.status(false) : failures().ofTimeout(call.outgoing.timeout()));
    }

    private boolean isUnwanted() {
        return body != null && !body.isWanted();
    }

    private Throwable ofClient(Throwable cause) {
        return call.client.isStopped() ? failures().ofStop() : failures().ofClient(cause);
    }

    InvocationFailures failures() {
        return new InvocationFailures(target.describe(), call.outgoing.sidecar(), response, request != null, call.earlier);
    }

    /**
     * @return whether the timeout is that of each chunk, and not of the whole
     */
    boolean isStreamed() {
        return payload != null || stream != null;
    }

    /**
     * @return whether all of the response has come
     */
    boolean isReceived() {
        return received;
    }

    /**
     * @param failure {@code null} if the reply has come whole
     * @return whether there is a streamed reply, whose subscriber has been told
     */
    boolean tellStream(Throwable failure) {
        if (stream != null) {
            stream.tell(failure);
        }
        return stream != null;
    }

    /**
     * @return whether there is a streamed reply; if it has no subscriber yet, it will have none, because the call whose item it
     *         is was cancelled
     */
    boolean cancelStreamUnlessRead() {
        if (stream != null && !stream.isRead()) {
            call.giveUp(new CancellationException("The call was cancelled before its streamed reply was read"));
        }
        return stream != null;
    }

    /** Stops the payload, and closes the connection or resets the stream, so that nothing more comes. */
    void reset() {
        boolean underWay = !received || payloadIsUnderWay();
        if (payload != null) {
            payload.cancel();
        }
        if (request == null) {
            return;
        }
        if (payload != null && !payload.hasBegun()) {
            call.loop.release(request);
        } else if (underWay) {
            // Otherwise another call may have the connection by now
            call.loop.abort(request);
        }
    }
}
