package io.quarkiverse.daprinvoke.runtime.tracing;

import java.util.function.BiConsumer;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.runtime.SidecarAddress;
import io.quarkiverse.daprinvoke.runtime.observe.CallObservation;
import io.quarkiverse.daprinvoke.runtime.observe.ObservedEmitter;
import io.quarkiverse.daprinvoke.runtime.observe.Outlines;
import io.quarkiverse.daprinvoke.runtime.uri.ResolvedTarget;

/**
 * One call that is traced. Its span follows the stable semantic conventions for HTTP clients. Neither payload nor query nor
 * header becomes part of it.
 */
final class TracedCall implements CallObservation {

    static final AttributeKey<String> APP_ID = AttributeKey.stringKey("dapr.app_id");
    static final AttributeKey<String> METHOD = AttributeKey.stringKey("dapr.method");
    static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey("dapr.attempts");
    private static final AttributeKey<String> REQUEST_METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> STATUS_CODE = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> URL_FULL = AttributeKey.stringKey("url.full");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final Outlines outlines;
    private final ObservedEmitter emitter;
    private final Context parent = Context.current();
    private volatile Span span;
    private volatile int status;
    // One attempt follows the other
    private volatile int attempts;

    TracedCall(Tracer tracer, TextMapPropagator propagator, Outlines outlines, ObservedEmitter emitter) {
        this.tracer = tracer;
        this.propagator = propagator;
        this.outlines = outlines;
        this.emitter = emitter;
    }

    @Override
    public void target(ResolvedTarget target) {
        InvocationTarget called = target.describeWithoutUrl();
        SidecarAddress sidecar = emitter.sidecar();
        // Samplers know what is set before the start only
        span = builder(outlines.of(target), called)
                .setAttribute(URL_FULL,
                        (sidecar.ssl() ? "https://" : "http://") + sidecar.uriHost() + ":" + sidecar.port() + target.path())
                .startSpan();
    }

    private SpanBuilder builder(InvocationTarget outline, InvocationTarget called) {
        SidecarAddress sidecar = emitter.sidecar();
        SpanBuilder builder = tracer.spanBuilder(outline.toString())
                .setParent(parent)
                .setSpanKind(SpanKind.CLIENT)
                // As the conventions have it for what is no known verb, which one with placeholders is not
                .setAttribute(REQUEST_METHOD, called.httpVerb().indexOf('{') < 0 ? called.httpVerb() : "_OTHER")
                .setAttribute(APP_ID, called.appId())
                .setAttribute(METHOD, called.methodName());
        if (sidecar.socketPath() != null) {
            return builder.setAttribute(SERVER_ADDRESS, sidecar.socketPath());
        }
        return builder.setAttribute(SERVER_ADDRESS, sidecar.host()).setAttribute(SERVER_PORT, (long) sidecar.port());
    }

    @Override
    public void headers(BiConsumer<String, String> headers) {
        propagator.inject(parent.with(span), headers, BiConsumer::accept);
    }

    @Override
    public void attempt() {
        attempts++;
    }

    @Override
    public void status(int last) {
        status = last;
    }

    @Override
    public void completed() {
        if (status >= 400) {
            span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, String.valueOf(status));
        }
        end();
    }

    @Override
    public void failed(Throwable failure) {
        if (span == null) {
            // Of a target that could not be resolved, so that the trace shows the call all the same
            InvocationTarget outline = emitter.target().outline();
            span = builder(outline, outline).startSpan();
        }
        if (failure instanceof InvocationStatusException answer && answer.status() >= 400) {
            // Which says enough
            span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, String.valueOf(answer.status()));
        } else {
            span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName())
                    .setAttribute(ERROR_TYPE, failure.getClass().getName());
        }
        span.recordException(failure);
        end();
    }

    @Override
    public void cancelled() {
        if (span != null) {
            span.addEvent("cancelled");
            end();
        }
    }

    private void end() {
        if (status != 0) {
            span.setAttribute(STATUS_CODE, (long) status);
        }
        if (attempts > 1) {
            span.setAttribute(ATTEMPTS, (long) attempts);
        }
        span.end();
    }
}
