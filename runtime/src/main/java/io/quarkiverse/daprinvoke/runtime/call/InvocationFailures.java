package io.quarkiverse.daprinvoke.runtime.call;

import java.time.Duration;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.internal.BodyReader;
import io.quarkiverse.daprinvoke.internal.PrintableCause;
import io.quarkiverse.daprinvoke.internal.PrintableText;
import io.quarkiverse.daprinvoke.runtime.codec.BodyProblem;
import io.quarkiverse.daprinvoke.runtime.sidecar.HttpCodec;
import io.quarkiverse.daprinvoke.runtime.sidecar.Places;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.StreamResetException;

/**
 * Converts the failures of exchanges to the exceptions of the extension.
 *
 * @param target the target
 * @param sidecar the sidecar
 * @param response the response, {@code null} if none had begun
 * @param sent whether a part of this attempt may have reached the sidecar
 * @param earlier the earlier attempts
 */
public record InvocationFailures(InvocationTarget target, SidecarAddress sidecar, HttpClientResponse response, boolean sent,
        EarlierAttempts earlier) {

    private boolean mayHaveBeenSent() {
        return sent || earlier.sent();
    }

    /**
     * @param cause the client's failure
     */
    public DaprInvokeException ofClient(Throwable cause) {
        if (response != null) {
            return ofIncompleteResponse("was cut short", cause);
        }
        String problem;
        if (cause instanceof Places.QueueFullException) {
            problem = "All connections to the Dapr sidecar at " + sidecar + " are in use and the wait queue is full, so "
                    + target + " was not sent; see quarkus.dapr-invoke.pool-size and .max-wait-queue-size";
        } else if (HttpCodec.isUnreadable(cause) || sent && cause instanceof IllegalArgumentException) {
            problem = "The server at " + sidecar + " sent an invalid HTTP response to " + target + ": " + reason(cause);
        } else if (sent) {
            problem = "The connection to the Dapr sidecar at " + sidecar + " was lost before the response to " + target + ": "
                    + reason(cause);
        } else {
            problem = "The Dapr sidecar at " + sidecar + " could not be reached for " + target + ": " + reason(cause);
        }
        return new SidecarUnavailableException(target, problem, mayHaveBeenSent(), PrintableCause.of(cause));
    }

    /** The application is stopping. */
    public DaprInvokeException ofStop() {
        if (response != null) {
            return ofIncompleteResponse("was cut short, because the application is stopping", null);
        }
        return new SidecarUnavailableException(target, sent
                ? "The application stopped before " + target + " was completed; see quarkus.dapr-invoke.shutdown-timeout"
                : "The application is stopping, so " + target + " was not sent", mayHaveBeenSent(), null);
    }

    /**
     * @param streamed whether the timeout has restarted with each progress
     */
    public DaprInvokeException ofTimeout(Duration timeout, boolean streamed) {
        return new InvocationTimeoutException(target, timeout, streamed, mayHaveBeenSent());
    }

    private static String reason(Throwable cause) {
        // The exchange resets a request whose payload it could not write. Only the cause of the reset is informative
        Throwable said = cause instanceof StreamResetException && cause.getCause() != null ? cause.getCause() : cause;
        return said.getMessage() == null ? said.getClass().getSimpleName() : PrintableText.of(said.getMessage());
    }

    /**
     * @param body the body, or its beginning
     * @param complete whether the body is complete
     * @param reader reads the body as other types
     * @param remedy the remedy for the message if the sidecar did not respond itself, {@code null} for none
     */
    InvocationStatusException ofStatus(Buffer body, boolean complete, BodyReader reader, String remedy) {
        ErrorJson error = ErrorJson.parse(response.statusCode(), response.getHeader(HttpHeaders.CONTENT_TYPE), body);
        return new InvocationStatusException(target,
                new InvokeResponse<>(response.statusCode(), response.headers(), body, body, reader), complete,
                error.errorCode(), error.message(), error.errorCode() == null ? remedy : null);
    }

    /**
     * @param body the body, or its beginning
     * @param complete whether the body is complete
     */
    public InvocationStatusException ofStatus(Buffer body, boolean complete) {
        ErrorJson error = ErrorJson.parse(response.statusCode(), response.getHeader(HttpHeaders.CONTENT_TYPE), body);
        return new InvocationStatusException(target, new InvokeResponse<>(response.statusCode(), response.headers(), body),
                complete, error.errorCode(), error.message(), null);
    }

    /**
     * @param cause the reason why the complete body of a response could not be read
     */
    DaprInvokeException ofUnreadable(Throwable cause) {
        return ofResponse(cause instanceof BodyProblem ? cause.getMessage() : "is not of the declared type", cause);
    }

    /**
     * @param problem the problem of the response, beginning with a verb
     */
    DaprInvokeException ofResponse(String problem, Throwable cause) {
        return new ResponseDecodingException(target, response.statusCode(), response.getHeader(HttpHeaders.CONTENT_TYPE),
                problem, PrintableCause.of(cause));
    }

    /**
     * @param problem how the response was cut short, beginning with a verb
     */
    DaprInvokeException ofIncompleteResponse(String problem, Throwable cause) {
        return new IncompleteResponseException(target, response.statusCode(), response.getHeader(HttpHeaders.CONTENT_TYPE),
                problem, PrintableCause.of(cause));
    }
}
