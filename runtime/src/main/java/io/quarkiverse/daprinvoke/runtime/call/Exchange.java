package io.quarkiverse.daprinvoke.runtime.call;

import java.io.UncheckedIOException;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.runtime.codec.Body;
import io.quarkiverse.daprinvoke.runtime.codec.BodyProblem;
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
 * One request to the sidecar and its response. Everything runs on the event loop of the call, except that responses are read
 * and delivered on the caller's context.
 *
 * @param <R> the type of the item
 */
final class Exchange<R> implements SidecarCall, ResponseHead {

    /** The maximum number of further connections if nothing could be sent on the previous one. */
    private static final int MAX_RECONNECTS = 3;

    private final Call<R> call;
    private final ResolvedTarget target;
    private final ResponseType<R> reply;
    private int reconnects;
    private HttpClientRequest request;
    private RequestStream payload;
    private HttpClientResponse response;
    private ResponseSink body;
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
                    // Otherwise a call that has ended would keep its place in the queue of the web client's pool
                    .connectTimeout(call.millisLeft()).as(this);
            Future<HttpResponse<Buffer>> answer;
            Body sent = call.outgoing.body();
            if (sent == null) {
                answer = prepared.send();
            } else if (sent.chunks() == null) {
                answer = prepared.sendBuffer(sent.buffer());
            } else {
                if (sent.length() >= 0) {
                    // Without a length, the web client uses chunked transfer encoding
                    prepared.putHeader("content-length", Long.toString(sent.length()));
                }
                payload = new RequestStream(this, call, sent.chunks());
                answer = prepared.sendStream(payload);
            }
            answer.onComplete(this::answered);
        } catch (Throwable e) {
            // An example is a closed client, because the application is stopping
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

    /** Nothing has been sent, so the call can use another connection without reaching the sidecar twice. */
    private void reconnect(Throwable cause) {
        if (reconnects++ == MAX_RECONNECTS) {
            call.giveUp(ofClient(cause));
            return;
        }
        // A separate task, so that the event loop first removes other connections that were closed. It does not do so
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
        body = ResponseBodies.sink(this, call, reply, response);
        taker.handle(Future.succeededFuture(body));
        body.begun();
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
        if (!body.goesOn()) {
            call.end();
        }
        if (payloadIsUnderWay()) {
            // A response before the end of the payload leaves the connection in the middle of a request
            payload.cancel();
            call.loop.abort(request);
        }
        body.whole();
    }

    private boolean payloadIsUnderWay() {
        return payload != null && payload.isUnderWay();
    }

    void payloadFailed(Throwable cause) {
        // The message of the publisher may be secret
        Throwable problem = cause instanceof UncheckedIOException ? cause.getCause() : cause;
        call.giveUp(new PayloadEncodingException(target.describe(), cause,
                problem instanceof BodyProblem ? problem.getMessage() : problem.getClass().getName()));
    }

    void failed(Throwable cause) {
        if (call.isOver()) {
            return;
        }
        if (request == null && cause instanceof TimeoutException) {
            // The client stopped waiting for a connection just before the timer of the call
            timedOut();
        } else if (request == null && cause instanceof HttpClosedException) {
            reconnect(cause);
        } else {
            // The status is the failure, even if its body is incomplete
            Throwable unwanted = unwanted();
            call.giveUp(unwanted != null ? unwanted : ofClient(cause));
        }
    }

    void timedOut() {
        if (request != null) {
            call.loop.check(request);
        }
        // The status is a more useful failure than the timeout of its body
        Throwable unwanted = unwanted();
        call.giveUp(unwanted != null ? unwanted : failures().ofTimeout(call.outgoing.timeout(), isStreamed()));
    }

    private Throwable unwanted() {
        return body == null ? null : body.unwanted();
    }

    private Throwable ofClient(Throwable cause) {
        return call.client.isStopped() ? failures().ofStop() : failures().ofClient(cause);
    }

    InvocationFailures failures() {
        return new InvocationFailures(target.describe(), call.outgoing.sidecar(), response, request != null, call.earlier);
    }

    /**
     * @return whether the timeout applies to each chunk, not to the whole response
     */
    boolean isStreamed() {
        return payload != null || body != null && body.isStreamed();
    }

    /**
     * @return whether the response is complete
     */
    boolean isReceived() {
        return received;
    }

    /**
     * @return whether the response has a reader, which has been notified that the call has failed
     */
    boolean tellReader(Throwable failure) {
        return body != null && body.tellReader(failure);
    }

    /**
     * @return whether the response has a reader, which is responsible for ending the exchange
     */
    boolean cancelUnlessRead() {
        return body != null && body.cancelUnlessRead();
    }

    /** Stops the payload, and closes the connection or resets the stream, so that nothing more arrives. */
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
            // Otherwise another call may already use the connection
            call.loop.abort(request);
        }
    }
}
