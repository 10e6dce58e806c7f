package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import java.util.Optional;

import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.Header;
import io.quarkiverse.daprinvoke.test.control.Stub;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * A stub, and its position in the sequence of responses.
 */
final class StubbedMethod {

    private final Vertx vertx;
    private final FunctionCalls functions;
    private Stub stub;
    private int answered;

    StubbedMethod(Vertx vertx, FunctionCalls functions) {
        this.vertx = vertx;
        this.functions = functions;
    }

    /** Replaces an earlier version of the stub. Responses that were already sent are not sent again. */
    void set(Stub stub) {
        this.stub = stub;
    }

    boolean isOfMethod(Call head) {
        return stub.criteria().isOfMethod(head);
    }

    /** Whether it matches the call, apart from the body. */
    boolean matches(Call head) {
        return stub.criteria().matches(head);
    }

    /** The key of the function that evaluates the body. */
    Optional<String> condition() {
        return Optional.ofNullable(stub.condition());
    }

    /** The last response repeats. */
    Runnable nextResponse(RecordedCall call) {
        StubbedResponse reply = stub.replies().get(Math.min(answered, stub.replies().size() - 1));
        // The last response counts once, even if it was repeated, so that a response that is added comes next
        answered = Math.min(answered + 1, stub.replies().size());
        return () -> {
            if (reply.outcome() == StubbedResponse.Outcome.COMPUTED) {
                HttpServerResponse response = call.request().response();
                functions.compute(reply.function(), call.describe())
                        .onSuccess(computed -> SidecarErrors.answering(response,
                                () -> answer(computed, reply.delay(), call)))
                        .onFailure(e -> SidecarErrors.failedFunction(response));
            } else {
                answer(reply, reply.delay(), call);
            }
        };
    }

    private void answer(StubbedResponse reply, long delay, RecordedCall call) {
        HttpServerRequest request = call.request();
        call.answeredWith(reply);
        if (delay > 0) {
            vertx.setTimer(delay, id -> SidecarErrors.answering(request.response(), () -> send(reply, request)));
        } else {
            send(reply, request);
        }
    }

    private static void send(StubbedResponse reply, HttpServerRequest request) {
        if (request.response().closed()) {
            // The caller has disconnected
            return;
        }
        switch (reply.outcome()) {
            case ANSWER -> head(reply, request).end(body(reply));
            case CUT_SHORT -> cutShort(reply, request);
            case RESET -> request.response().reset();
            case NONE -> {
                // No response until the caller or the sidecar closes the connection
            }
            case COMPUTED -> throw new IllegalStateException("The function of a computed response must not return a computed "
                    + "response");
        }
    }

    private static void cutShort(StubbedResponse reply, HttpServerRequest request) {
        Buffer body = body(reply);
        HttpServerResponse response = head(reply, request);
        response.putHeader("content-length", String.valueOf(body.length()))
                .write(body.slice(0, body.length() / 2))
                .onComplete(written -> request.response().reset());
    }

    private static HttpServerResponse head(StubbedResponse reply, HttpServerRequest request) {
        HttpServerResponse response = request.response().setStatusCode(reply.status());
        for (Header header : reply.headers()) {
            response.headers().add(header.name(), header.value());
        }
        return response;
    }

    private static Buffer body(StubbedResponse reply) {
        return reply.body() == null ? Buffer.buffer() : Buffer.buffer(reply.body());
    }
}
