package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import io.quarkiverse.daprinvoke.test.control.Header;
import io.quarkiverse.daprinvoke.test.control.Reply;
import io.quarkiverse.daprinvoke.test.control.Stub;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * A stub, and how far its replies have come.
 */
final class StubbedMethod {

    private final Stub stub;
    private int answered;

    /**
     * @param answered how many of its replies have been given already
     */
    StubbedMethod(Stub stub, int answered) {
        this.stub = stub;
        this.answered = answered;
    }

    int answered() {
        return answered;
    }

    boolean matches(RecordedCall call) {
        return call.isFor(stub);
    }

    /** The last reply repeats. */
    Runnable nextReply(RecordedCall call, Vertx vertx) {
        Reply reply = stub.replies().get(Math.min(answered, stub.replies().size() - 1));
        // The last one counts once, so that one that is added is next, however often that has been repeated
        answered = Math.min(answered + 1, stub.replies().size());
        return () -> {
            if (reply.delay() > 0) {
                vertx.setTimer(reply.delay(),
                        id -> SidecarErrors.answering(call.request().response(), () -> send(reply, call.request())));
            } else {
                send(reply, call.request());
            }
        };
    }

    private static void send(Reply reply, HttpServerRequest request) {
        if (request.response().closed()) {
            // The caller has not waited
            return;
        }
        switch (reply.outcome()) {
            case ANSWER -> head(reply, request).end(body(reply));
            case CUT_SHORT -> cutShort(reply, request);
            case RESET -> request.response().reset();
            case NONE -> {
                // Until the caller, or the sidecar, closes the connection
            }
        }
    }

    private static void cutShort(Reply reply, HttpServerRequest request) {
        Buffer body = body(reply);
        HttpServerResponse response = head(reply, request);
        response.putHeader("content-length", String.valueOf(body.length()))
                .write(body.slice(0, body.length() / 2))
                .onComplete(written -> request.response().reset());
    }

    private static HttpServerResponse head(Reply reply, HttpServerRequest request) {
        HttpServerResponse response = request.response().setStatusCode(reply.status());
        for (Header header : reply.headers()) {
            response.headers().add(header.name(), header.value());
        }
        return response;
    }

    private static Buffer body(Reply reply) {
        return reply.body() == null ? Buffer.buffer() : Buffer.buffer(reply.body());
    }
}
