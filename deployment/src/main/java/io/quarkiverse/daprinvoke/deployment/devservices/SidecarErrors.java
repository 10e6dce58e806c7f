package io.quarkiverse.daprinvoke.deployment.devservices;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * The error answers of a Dapr sidecar.
 */
final class SidecarErrors {

    private SidecarErrors() {
    }

    static void notAnInvocation(HttpServerResponse response) {
        send(response, 404, "failed getting app id either from the URL path or the header dapr-app-id");
    }

    static void failed(HttpServerResponse response, RefusedInvocationException failure) {
        send(response, 500, failure.getMessage());
    }

    private static void send(HttpServerResponse response, int status, String message) {
        // Not Vert.x's JSON, which would set up the object mapper of the process for two strings
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(message));
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end("{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"" + quoted + "\"}");
    }
}
