package io.quarkiverse.daprinvoke.runtime.web;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;

import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvocationFilterException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.internal.PrintableCause;
import io.quarkiverse.daprinvoke.rest.PassThrough;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.config.PassThroughStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;

/**
 * Responds to a request whose invocation failed with problem details (RFC 9457). They omit internal details: the target, and
 * the response of the called application, unless its statuses are passed through. Registered only if the application has
 * Quarkus REST. Mappers of the application take precedence.
 */
public class DaprInvokeExceptionMapper implements ExceptionMapper<DaprInvokeException> {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    private final PassThroughStatus passThrough;

    public DaprInvokeExceptionMapper(DaprInvokeConfig config) {
        passThrough = PassThroughStatus.of(config.rest().passThroughStatus());
    }

    @Override
    public Response toResponse(DaprInvokeException failure) {
        if (failure instanceof InvocationStatusException answer && passThrough.covers(answer)) {
            // At debug level, because any client can cause it
            LOG.debugf("A status was passed on: %s", failure.getMessage());
            return answer.isBodyComplete() ? PassThrough.response(answer.response())
                    : problem(answer.statusCode(), "The invoked application returned this status");
        }
        if (failure instanceof InvalidInvocationTargetException) {
            // At debug level, because any client can cause it
            LOG.debugf("A request was refused: %s", failure.getMessage());
            return problem(Status.BAD_REQUEST, "The request leads to an invocation that is not allowed");
        }
        // The response omits the details, so they are logged for the operator
        LOG.warnf(LOG.isDebugEnabled() ? PrintableCause.of(failure) : null, "A request was answered with a problem: %s",
                failure.getMessage());
        if (failure instanceof SidecarUnavailableException) {
            return problem(Status.SERVICE_UNAVAILABLE, "The Dapr sidecar is not available");
        } else if (failure instanceof InvocationTimeoutException) {
            return problem(Status.GATEWAY_TIMEOUT, "The invoked application did not respond in time");
        } else if (failure instanceof InvocationFilterException) {
            return problem(Status.INTERNAL_SERVER_ERROR, "An invocation could not be prepared");
        } else if (failure instanceof PayloadEncodingException) {
            return problem(Status.INTERNAL_SERVER_ERROR, "The payload of an invocation could not be encoded");
        }
        return problem(Status.BAD_GATEWAY, "The invocation of another application failed");
    }

    private static Response problem(Status status, String detail) {
        return problem(status.getStatusCode(), detail);
    }

    private static Response problem(int status, String detail) {
        Status known = Status.fromStatusCode(status);
        JsonObject problem = new JsonObject();
        if (known != null) {
            problem.put("title", known.getReasonPhrase());
        }
        problem.put("status", status).put("detail", detail);
        // Bytes, because a JSON writer of the application would quote text, and its mapper may wrap objects
        return Response.status(status).type("application/problem+json")
                .entity(new JacksonCodec().toBuffer(problem, false).getBytes()).build();
    }
}
