package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import java.util.function.Function;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.RefusedInvocationException;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.streams.Pipe;
import io.vertx.core.streams.ReadStream;

/**
 * One invocation: forwards the request of the caller to the called application, and the response back. Bodies are streamed, not
 * held in memory. Everything runs on the single event loop of the sidecar.
 */
final class Invocation {

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final String caller;
    private final String callee;
    private final SidecarAddress target;
    private final Pipe<Buffer> body;
    private final Function<HttpClientResponse, ReadStream<Buffer>> answers;
    private HttpClientRequest call;

    /**
     * @param payload the body of the request
     * @param answers provides the stream to read the body of a response from
     */
    Invocation(HttpServerRequest request, ReadStream<Buffer> payload, String caller, String callee, SidecarAddress target,
            Function<HttpClientResponse, ReadStream<Buffer>> answers) {
        this.request = request;
        this.response = request.response();
        this.caller = caller;
        this.callee = callee;
        this.target = target;
        this.answers = answers;
        // Pauses the request until there is a connection to send it on
        this.body = payload.pipe().endOnFailure(false);
    }

    void start(HttpClient client, String pathAndQuery) {
        response.closeHandler(gone -> abandon());
        RequestOptions options = new RequestOptions().setServer(target.server()).setSsl(target.ssl())
                .setHost(target.uriHost()).setPort(target.port()).setURI(target.basePath() + pathAndQuery)
                .setMethod(request.method()).setFollowRedirects(false);
        client.request(options).compose(this::send).compose(this::relay).onFailure(this::fail);
    }

    private Future<HttpClientResponse> send(HttpClientRequest connected) {
        call = connected;
        // Failures arrive through the future of the response; without a handler Vert.x also logs them as errors
        call.exceptionHandler(ignored -> {
        });
        if (response.closed()) {
            abandon();
            return call.response();
        }
        EndToEndHeaders.copyRequest(request.headers(), call.headers());
        call.putHeader("dapr-caller-app-id", caller).putHeader("dapr-callee-app-id", callee);
        boolean lengthKnown = request.headers().contains(HttpHeaders.CONTENT_LENGTH);
        // In HTTP/2 no header shows whether there is a body
        boolean mayHaveBody = lengthKnown || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || request.version() == HttpVersion.HTTP_2;
        if (!mayHaveBody) {
            body.close();
            call.end();
        } else {
            call.setChunked(!lengthKnown);
            // Sent at once, because the first bytes of the body may take long to arrive
            call.sendHead();
            // Other failures are ignored: either the response fails, too, or the caller has disconnected
            body.to(call).onFailure(cause -> {
                if (cause instanceof BodyTooLargeException) {
                    fail(new RefusedInvocationException(callee, cause.getMessage()));
                }
            });
        }
        return call.response();
    }

    private Future<Void> relay(HttpClientResponse reply) {
        Pipe<Buffer> replyBody = answers.apply(reply).pipe().endOnFailure(false);
        EndToEndHeaders.copyResponse(reply.headers(), response.headers());
        response.setStatusCode(reply.statusCode());
        boolean lengthKnown = response.headers().contains(HttpHeaders.CONTENT_LENGTH);
        if (!lengthKnown) {
            // Vert.x ignores this if there can be no body, and for HTTP/1.0
            response.setChunked(true);
        }
        if (lengthKnown || response.isChunked()) {
            // Sent at once, for the same reason as above
            response.writeHead();
        }
        return replyBody.to(response);
    }

    private void fail(Throwable cause) {
        fail(new RefusedInvocationException(callee, "cannot call " + target + ": " + cause.getMessage()));
    }

    private void fail(RefusedInvocationException failure) {
        if (!response.closed() && !response.ended()) {
            answer(failure);
        }
        // This comes last, because it also fails the response of the application
        abandon();
    }

    private void answer(RefusedInvocationException failure) {
        if (response.headWritten()) {
            // A closed connection shows the caller that the end of the body is missing
            response.reset();
            return;
        }
        // The rest of the request is read and dropped, so that the caller can use its connection again
        body.close();
        response.headers().clear();
        SidecarErrors.failed(response, failure);
    }

    private void abandon() {
        if (call != null) {
            call.reset();
        }
    }
}
