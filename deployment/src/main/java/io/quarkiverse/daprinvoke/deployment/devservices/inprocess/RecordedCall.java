package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.RefusedInvocationException;
import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.Header;
import io.quarkiverse.daprinvoke.test.control.Stub;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;

/**
 * A call during a test. Its body is kept while it passes on the way to whoever reads this stream.
 */
final class RecordedCall implements ReadStream<Buffer> {

    static final int MAX_BODY = 1 << 20;

    private final HttpServerRequest request;
    private final ReadStream<Buffer> payload;
    private final InvokePath invocation;
    private final IntUnaryOperator keep;
    private final Runnable changed;
    private final Buffer body = Buffer.buffer();
    private boolean complete = true;
    private boolean ended;
    private Runnable whenRead;
    private Handler<Buffer> reader;
    private Handler<Void> endReader;
    private Handler<Throwable> failureReader;

    /**
     * @param payload the body of the request
     * @param keep takes a number of bytes, and returns how many of them may be kept
     * @param changed what to do when the request has ended
     */
    RecordedCall(HttpServerRequest request, ReadStream<Buffer> payload, InvokePath invocation, IntUnaryOperator keep,
            Runnable changed) {
        this.request = request;
        this.payload = payload;
        this.invocation = invocation;
        this.keep = keep;
        this.changed = changed;
        payload.handler(this::read).endHandler(end -> end()).exceptionHandler(this::fail);
    }

    HttpServerRequest request() {
        return request;
    }

    boolean ended() {
        return ended;
    }

    /** Answers the call when all of the request has come, and never if it breaks off. */
    void whenRead(Runnable answer) {
        whenRead = () -> SidecarErrors.answering(request.response(), answer);
        if (ended) {
            whenRead.run();
        }
    }

    boolean isFor(Stub stub) {
        return invocation.appId().equals(stub.appId()) && invocation.decodedMethod().equals(stub.method())
                && (stub.verb() == null || stub.verb().equals(request.method().name()))
                && stub.headers().stream().allMatch(
                        wanted -> request.headers().getAll(wanted.name()).contains(wanted.value()));
    }

    Call describe() {
        int status = request.response().headWritten() ? request.response().getStatusCode() : 0;
        return new Call(request.method().name(), invocation.appId(), invocation.decodedMethod(), request.query(), headers(),
                body.getBytes(), complete, status);
    }

    private List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        for (Map.Entry<String, String> header : request.headers()) {
            if (!header.getKey().equalsIgnoreCase("dapr-api-token")) {
                headers.add(new Header(header.getKey(), header.getValue()));
            }
        }
        return headers;
    }

    private void read(Buffer chunk) {
        int kept = complete ? keep.applyAsInt(Math.min(MAX_BODY - body.length(), chunk.length())) : 0;
        complete &= kept == chunk.length();
        body.appendBuffer(chunk, 0, kept);
        if (reader != null) {
            reader.handle(chunk);
        }
    }

    private void end() {
        ended = true;
        changed.run();
        if (whenRead != null) {
            whenRead.run();
        }
        if (endReader != null) {
            endReader.handle(null);
        }
    }

    private void fail(Throwable cause) {
        if (!ended) {
            ended = true;
            complete = false;
            changed.run();
        }
        if (failureReader != null) {
            failureReader.handle(cause);
        } else if (cause instanceof BodyTooLargeException && !request.response().headWritten()) {
            SidecarErrors.failed(request.response(), new RefusedInvocationException(invocation.appId(), cause.getMessage()));
        }
    }

    @Override
    public RecordedCall handler(Handler<Buffer> handler) {
        reader = handler;
        return this;
    }

    @Override
    public RecordedCall endHandler(Handler<Void> handler) {
        endReader = handler;
        return this;
    }

    @Override
    public RecordedCall exceptionHandler(Handler<Throwable> handler) {
        failureReader = handler;
        return this;
    }

    @Override
    public RecordedCall pause() {
        payload.pause();
        return this;
    }

    @Override
    public RecordedCall resume() {
        payload.resume();
        return this;
    }

    @Override
    public RecordedCall fetch(long amount) {
        payload.fetch(amount);
        return this;
    }
}
