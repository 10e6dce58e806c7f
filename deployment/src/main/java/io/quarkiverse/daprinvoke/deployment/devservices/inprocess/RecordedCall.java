package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.zip.GZIPInputStream;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.RefusedInvocationException;
import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.Exchange;
import io.quarkiverse.daprinvoke.test.control.Header;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse.Outcome;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;

/**
 * A call during a test.
 */
final class RecordedCall {

    private final HttpServerRequest request;
    private final InvokePath invocation;
    private final IntUnaryOperator keep;
    private final RecordedBody body;
    private StubbedResponse reply;

    /**
     * @param payload the body of the request
     * @param keep takes a number of bytes, and returns how many of them can be kept
     * @param changed runs when the request has ended
     */
    RecordedCall(HttpServerRequest request, ReadStream<Buffer> payload, InvokePath invocation, IntUnaryOperator keep,
            Runnable changed) {
        this.request = request;
        this.invocation = invocation;
        this.keep = keep;
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

    /** Responds to the call when the complete request has arrived, and never if it is cut short. */
    void whenRead(Runnable answer) {
        body.ended().onSuccess(read -> SidecarErrors.answering(request.response(), answer));
    }

    /** Records the response of a stub. */
    void answeredWith(StubbedResponse stubbed) {
        reply = stubbed;
    }

    /** Records the response of an application while it is read. */
    ReadStream<Buffer> answeredBy(HttpClientResponse response) {
        RecordedBody answer = new RecordedBody(response, keep);
        answer.ended().onSuccess(ended -> {
            if (answer.isComplete()) {
                reply = new StubbedResponse(Outcome.ANSWER, response.statusCode(), headers(response.headers()), answer.bytes(),
                        0);
            }
        });
        return answer;
    }

    Exchange describeExchange() {
        return new Exchange(describe(), reply);
    }

    Call describe() {
        int status = request.response().headWritten() ? request.response().getStatusCode() : 0;
        return new Call(request.method().name(), invocation.appId(), invocation.decodedMethod(), request.query(),
                headers(request.headers()),
                content(), body.isComplete(), status);
    }

    /** Tests compare the payload, independently of compression. */
    private byte[] content() {
        byte[] bytes = body.bytes();
        if (!body.isComplete() || !"gzip".equalsIgnoreCase(request.getHeader(HttpHeaders.CONTENT_ENCODING))) {
            return bytes;
        }
        try (InputStream decompressing = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] content = decompressing.readNBytes(RecordedBody.MAX_LENGTH + 1);
            return content.length <= RecordedBody.MAX_LENGTH ? content : bytes;
        } catch (IOException e) {
            // The body only claims to be compressed
            return bytes;
        }
    }

    private static List<Header> headers(MultiMap received) {
        List<Header> headers = new ArrayList<>();
        for (Map.Entry<String, String> header : received) {
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
