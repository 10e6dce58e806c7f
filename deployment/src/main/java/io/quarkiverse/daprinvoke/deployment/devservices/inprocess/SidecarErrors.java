package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.RefusedInvocationException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * The error responses of a Dapr sidecar.
 */
final class SidecarErrors {

    private static final Logger LOG = Logger.getLogger(SidecarErrors.class);

    private SidecarErrors() {
    }

    static void notAnInvocation(HttpServerResponse response) {
        send(response, 404, "failed getting app id either from the URL path or the header dapr-app-id");
    }

    static void failed(HttpServerResponse response, RefusedInvocationException failure) {
        send(response, 500, failure.getMessage());
    }

    /** Dapr has no such error, because it does not refuse such requests. */
    static void forbidden(HttpServerResponse response, String reason) {
        send(response, 403, "ERR_FOREIGN_REQUEST", "The Dapr sidecar of dev and test mode refuses the request: " + reason);
    }

    static void failedFunction(HttpServerResponse response) {
        stubFailed(response, "a function of a stub failed; see the failure of the test for the reason");
    }

    /** Dapr has no such error, because it has no stubs. */
    static void stubFailed(HttpServerResponse response, String reason) {
        if (!response.closed()) {
            send(response, 500, "ERR_STUB", "The Dapr sidecar of test mode cannot answer the call: " + reason);
        }
    }

    /** Runs the handler of a request, and responds with an error if the handler fails. */
    static void answering(HttpServerResponse response, Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException e) {
            LOG.error("The Dapr sidecar of dev and test mode cannot answer a request", e);
            if (response.ended() || response.closed()) {
                return;
            }
            if (response.headWritten()) {
                response.reset();
                return;
            }
            response.headers().clear();
            send(response, 500, "the sidecar of dev and test mode failed; see its log for the reason");
        }
    }

    private static void send(HttpServerResponse response, int status, String message) {
        send(response, status, "ERR_DIRECT_INVOKE", message);
    }

    private static void send(HttpServerResponse response, int status, String errorCode, String message) {
        // The JSON of Vert.x would set up an object mapper for two strings
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(message));
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end("{\"errorCode\":\"" + errorCode + "\",\"message\":\"" + quoted + "\"}");
    }
}
