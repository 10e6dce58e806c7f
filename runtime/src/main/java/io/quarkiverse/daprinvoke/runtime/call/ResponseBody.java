package io.quarkiverse.daprinvoke.runtime.call;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.runtime.codec.Bytes;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/**
 * Receives the body of one response as it arrives, and reads it.
 *
 * @param <R> the type that it is read as
 */
final class ResponseBody<R> implements ResponseSink {

    /** The maximum size of the body that a failure of status keeps. */
    private static final int MAX_ERROR_BODY = 64 * 1024;

    private final Exchange<R> exchange;
    private final Call<R> call;
    private final ResponseType<R> reply;
    private final HttpClientResponse response;
    private final boolean wanted;
    private final Bytes body;
    private final long maximum;
    private long received;

    /**
     * @param wanted whether the body is read, and is not part of a failure
     */
    ResponseBody(Exchange<R> exchange, Call<R> call, ResponseType<R> reply, HttpClientResponse response, boolean wanted) {
        this.exchange = exchange;
        this.call = call;
        this.reply = reply;
        this.response = response;
        this.wanted = wanted;
        boolean discarded = wanted && reply.discardsBody();
        // A body that is not held in memory can have any size
        maximum = discarded ? Long.MAX_VALUE : call.client.maxResponseSize();
        boolean whole = wanted || reply.meansNoValue(response.statusCode());
        body = new Bytes(discarded ? 0 : (int) Math.min(maximum, whole ? Integer.MAX_VALUE : MAX_ERROR_BODY));
    }

    @Override
    public void take(Buffer chunk) {
        call.recordActivity();
        received += chunk.length();
        body.add(chunk);
        if (received > maximum && !call.isOver()) {
            call.giveUp(wanted
                    ? exchange.failures().ofResponse(
                            "is larger than quarkus.dapr-invoke.max-response-size allows (" + maximum + " bytes)", null)
                    : status(false));
        }
    }

    @Override
    public void ended() {
        exchange.received();
    }

    @Override
    public void whole() {
        if (wanted) {
            call.loop.runOn(call.caller, this::deliver);
        } else {
            deliverUnwanted();
        }
    }

    @Override
    public Throwable unwanted() {
        return wanted ? null : status(false);
    }

    /** Reads the complete body on the caller's context. */
    private void deliver() {
        if (call.isCancelled()) {
            return;
        }
        R item;
        try {
            item = reply.read(exchange, body.soFar());
        } catch (Throwable e) {
            // Also errors of deserializers, which would be lost otherwise
            call.tell(exchange.failures().ofUnreadable(e));
            return;
        }
        call.tellItem(item);
    }

    /** Ends the call after a complete response with an unwanted status. */
    private void deliverUnwanted() {
        InvocationStatusException failure = status(true);
        // An error of the sidecar itself is no information about the value
        if (!reply.meansNoValue(response.statusCode()) || failure.errorCode() != null) {
            call.tell(failure);
            return;
        }
        call.loop.runOn(call.caller, () -> {
            if (!call.isCancelled()) {
                call.tellItem(reply.noValue(exchange, body.soFar()));
            }
        });
    }

    /**
     * @param whole whether the body is complete
     * @return the failure for an unwanted status, with the beginning of its body
     */
    private InvocationStatusException status(boolean whole) {
        Buffer kept = body.soFar();
        if (kept.length() > MAX_ERROR_BODY) {
            kept = kept.getBuffer(0, MAX_ERROR_BODY);
        }
        return exchange.failures().ofStatus(kept, whole && received == kept.length(), reply.reader(exchange.target()),
                reply.remedy(response.statusCode()));
    }
}
