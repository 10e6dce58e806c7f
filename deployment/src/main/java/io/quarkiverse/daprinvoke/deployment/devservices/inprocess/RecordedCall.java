package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.RefusedInvocationException;
import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.Header;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;

/**
 * A call during a test.
 */
final class RecordedCall {

    private final HttpServerRequest request;
    private final InvokePath invocation;
    private final RecordedBody body;

    /**
     * @param payload the body of the request
     * @param keep takes a number of bytes, and returns how many of them may be kept
     * @param changed what to do when the request has ended
     */
    RecordedCall(HttpServerRequest request, ReadStream<Buffer> payload, InvokePath invocation, IntUnaryOperator keep,
            Runnable changed) {
        this.request = request;
        this.invocation = invocation;
        body = new RecordedBody(payload, keep);
        body.ended().onComplete(ended -> changed.run()).onFailure(this::fail);
    }

    HttpServerRequest request() {
        return request;
    }

    /** The body of the request. */
    RecordedBody body() {
        return body;
    }

    boolean ended() {
        return body.ended().isComplete();
    }

    /** Answers the call when all of the request has come, and never if it breaks off. */
    void whenRead(Runnable answer) {
        body.ended().onSuccess(read -> SidecarErrors.answering(request.response(), answer));
    }

    Call describe() {
        int status = request.response().headWritten() ? request.response().getStatusCode() : 0;
        return new Call(request.method().name(), invocation.appId(), invocation.decodedMethod(), request.query(), headers(),
                body.bytes(), body.isComplete(), status);
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

    private void fail(Throwable cause) {
        if (!body.hasReader() && cause instanceof BodyTooLargeException && !request.response().headWritten()) {
            SidecarErrors.failed(request.response(), new RefusedInvocationException(invocation.appId(), cause.getMessage()));
        }
    }
}
