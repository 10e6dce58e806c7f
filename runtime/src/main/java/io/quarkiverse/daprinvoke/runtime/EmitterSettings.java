package io.quarkiverse.daprinvoke.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.internal.PrintableCause;
import io.quarkiverse.daprinvoke.runtime.call.OutgoingCall;
import io.quarkiverse.daprinvoke.runtime.call.RetrySettings;
import io.quarkiverse.daprinvoke.runtime.codec.Body;
import io.quarkiverse.daprinvoke.runtime.codec.BodyProblem;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadEncoder;
import io.quarkiverse.daprinvoke.runtime.filter.EmitterFilters;
import io.quarkiverse.daprinvoke.runtime.request.FixedParameters;
import io.quarkiverse.daprinvoke.runtime.request.PlaceholderValues;
import io.quarkiverse.daprinvoke.runtime.request.PropagatedHeaders;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedCall;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedEmitter;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Context;

/**
 * The settings of one emitter from its annotation and configuration, checked and prepared. The parameters of a call override
 * them.
 *
 * @param sidecar the sidecar it uses
 * @param target its target
 * @param contentType the content type of its payloads, {@code null} for the default of their type
 * @param gzipAbove the number of bytes above which a payload is compressed
 * @param timeout the timeout of a call
 * @param encoder encodes its payloads
 * @param requestValues the values of placeholders from the current request
 * @param headers headers of its calls
 * @param query query parameters of its calls
 * @param propagatedHeaders the headers of the current request that are propagated, {@code null} for none
 * @param notFoundIsEmpty whether the status 404 is an empty response
 * @param retry the retry settings
 * @param observed the emitter, for observers of its calls
 * @param missingValues logs placeholders without a value
 * @param filters the filters of its calls, {@code null} for none
 */
record EmitterSettings(SidecarAddress sidecar, TargetTemplate target, String contentType, int gzipAbove,
        Duration timeout, PayloadEncoder encoder, PlaceholderValues requestValues, FixedParameters headers,
        FixedParameters query,
        PropagatedHeaders propagatedHeaders, boolean notFoundIsEmpty, RetrySettings retry, ObservedEmitter observed,
        MissingValues missingValues, EmitterFilters filters) {

    /**
     * @return whether a call has neither filters nor retries, so that it is a single attempt
     */
    boolean isOneAttempt() {
        return retry.maxAttempts() == 1 && filters == null;
    }

    ResolvedTarget target(InvokeMethodParameters<?> parameters) {
        TargetTemplate called = target.with(parameters.appId(), parameters.methodName(), parameters.httpVerb());
        ResolvedTarget resolved = called.isLiteral() ? called.resolve(requestValues) : called.resolve(name -> {
            String value = value(parameters, name);
            if (value == null) {
                missingValues.report(called, name);
            }
            return value;
        });
        try {
            return resolved.withQuery(fixed(query, parameters.query(), parameters));
        } catch (IllegalArgumentException e) {
            throw called.invalid("The target of the call is invalid: " + e.getMessage());
        }
    }

    private String value(InvokeMethodParameters<?> parameters, String placeholder) {
        String bound = parameters.binding(placeholder);
        return bound != null ? bound : requestValues.get(placeholder);
    }

    private List<Parameter> fixed(FixedParameters fixed, List<Parameter> own, InvokeMethodParameters<?> parameters) {
        return fixed.isLiteral() ? fixed.addTo(own, requestValues) : fixed.addTo(own, name -> {
            String value = value(parameters, name);
            if (value == null) {
                missingValues.reportDeclared(target, name);
            }
            return value;
        });
    }

    /**
     * @param observed the observed call, {@code null} without observers
     * @param caller the context on which the outcome is delivered, {@code null} for the current one
     */
    OutgoingCall call(ResolvedTarget target, InvokeMethodParameters<?> parameters, ObservedCall observed, Context caller) {
        Body body = parameters.body() == null ? null
                : encode(target, parameters.body(),
                        parameters.contentType() != null ? parameters.contentType() : contentType);
        List<Parameter> headers = headers(target, parameters);
        if (body != null && body.buffer() != null && body.length() > gzipAbove
                && headers.stream().noneMatch(header -> header.name().equalsIgnoreCase("content-encoding"))) {
            body = body.gzipped();
        }
        return new OutgoingCall(sidecar, body, observed == null ? headers : observed.headers(headers),
                parameters.timeout() != null ? parameters.timeout() : timeout, observed, caller);
    }

    private List<Parameter> headers(ResolvedTarget target, InvokeMethodParameters<?> parameters) {
        List<Parameter> own;
        try {
            own = fixed(headers, parameters.headers(), parameters);
        } catch (IllegalArgumentException e) {
            throw new InvalidInvocationTargetException(target.describe(), e.getMessage());
        }
        if (propagatedHeaders == null) {
            return own;
        }
        try {
            return propagatedHeaders.addTo(own);
        } catch (IllegalArgumentException e) {
            throw new InvalidInvocationTargetException(target.describe(),
                    "A header of the current request cannot be passed on: " + e.getMessage());
        }
    }

    private Body encode(ResolvedTarget target, Object payload, String contentType) {
        try {
            return encoder.encode(payload, contentType);
        } catch (Throwable e) {
            throw unencodable(target, payload, e);
        }
    }

    /**
     * @param cause the reason. An error of a serializer counts as well, because the payload cannot be encoded
     */
    static PayloadEncodingException unencodable(ResolvedTarget target, Object payload, Throwable cause) {
        // The implementation class of a path or a stream is meaningless to users
        Class<?> type = payload instanceof Path ? Path.class : payload instanceof Multi ? Multi.class : payload.getClass();
        return cause instanceof BodyProblem ? new PayloadEncodingException(target.describe(), type, cause.getMessage())
                : new PayloadEncodingException(target.describe(), type, PrintableCause.of(cause));
    }
}
