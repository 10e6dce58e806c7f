package io.quarkiverse.daprinvoke.runtime.call;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
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
 * The one place where what went wrong becomes one of the extension's exceptions.
 */
final class InvocationFailures {

    private InvocationFailures() {
    }

    /**
     * @param cause the client's failure
     * @param response the response, {@code null} if none had begun
     * @param sent whether something of this attempt may have reached the sidecar
     * @param earlier what attempts before it did
     */
    static DaprInvokeException ofClient(Throwable cause, HttpClientResponse response, InvocationTarget target,
            SidecarAddress sidecar, boolean sent, EarlierAttempts earlier) {
        boolean mayHaveBeenSent = sent || earlier.sent();
        if (response != null) {
            return ofReply(target, response, "was cut short", cause);
        }
        Throwable printable = PrintableCause.of(cause);
        if (cause instanceof Places.QueueFullException) {
            return new SidecarUnavailableException(target,
                    "All connections to the Dapr sidecar at " + sidecar + " are in use and the wait queue is full, so "
                            + target + " was not sent; see quarkus.dapr-invoke.pool-size and .max-wait-queue-size",
                    mayHaveBeenSent, printable);
        }
        if (HttpCodec.isUnreadable(cause) || cause instanceof IllegalArgumentException) {
            return new SidecarUnavailableException(target, "What answered at " + sidecar + " for " + target
                    + " did not write an HTTP response that can be read: " + reason(cause), mayHaveBeenSent,
                    printable);
        }
        return new SidecarUnavailableException(target,
                sent ? "The connection to the Dapr sidecar at " + sidecar + " was lost before it answered " + target + ": "
                        + reason(cause)
                        : "The Dapr sidecar at " + sidecar + " could not be reached for " + target + ": " + reason(cause),
                mayHaveBeenSent, printable);
    }

    /**
     * @param response the response, {@code null} if none had begun
     * @param sent whether something of this attempt may have reached the sidecar
     * @param earlier what attempts before it did
     */
    static DaprInvokeException ofStop(InvocationTarget target, HttpClientResponse response, boolean sent,
            EarlierAttempts earlier) {
        if (response != null) {
            return ofReply(target, response, "was cut short, because the application is stopping", null);
        }
        return new SidecarUnavailableException(target, sent
                ? "The application stopped before " + target + " was answered; see quarkus.dapr-invoke.shutdown-timeout"
                : "The application is stopping, so " + target + " was not sent", sent || earlier.sent(), null);
    }

    private static String reason(Throwable cause) {
        // The exchange resets a request whose payload it could not write, which alone says nothing
        Throwable said = cause instanceof StreamResetException && cause.getCause() != null ? cause.getCause() : cause;
        return said.getMessage() == null ? said.getClass().getSimpleName() : PrintableText.of(said.getMessage());
    }

    static DaprInvokeException ofStatus(InvocationTarget target, HttpClientResponse response, Buffer body) {
        ErrorJson error = ErrorJson.parse(response.statusCode(), response.getHeader(HttpHeaders.CONTENT_TYPE), body);
        return new InvocationStatusException(target, new InvokeResponse<>(response.statusCode(), response.headers(), body),
                error.errorCode(), error.message());
    }

    /**
     * @param cause why the body of a response that came whole could not be read
     */
    static DaprInvokeException ofUnreadable(InvocationTarget target, HttpClientResponse response, Throwable cause) {
        return ofReply(target, response, cause instanceof BodyProblem ? cause.getMessage() : "is not of the declared type",
                cause);
    }

    static DaprInvokeException ofReply(InvocationTarget target, HttpClientResponse response, String problem,
            Throwable cause) {
        return new ResponseDecodingException(target, response.statusCode(), response.getHeader(HttpHeaders.CONTENT_TYPE),
                problem, PrintableCause.of(cause));
    }
}
