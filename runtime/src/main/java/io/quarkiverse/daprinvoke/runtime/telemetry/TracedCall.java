package io.quarkiverse.daprinvoke.runtime.telemetry;

import java.util.function.BiConsumer;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;

/**
 * One traced call. Its span follows the stable semantic conventions for HTTP clients. It contains neither payload nor query nor
 * headers.
 */
final class TracedCall implements CallObservation {

    private static final AttributeKey<String> APP_ID = AttributeKey.stringKey("dapr.app_id");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("dapr.method");
    private static final AttributeKey<Long> RESEND_COUNT = AttributeKey.longKey("http.request.resend_count");
    private static final AttributeKey<String> REQUEST_METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> STATUS_CODE = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> URL_FULL = AttributeKey.stringKey("url.full");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> EXCEPTION_TYPE = AttributeKey.stringKey("exception.type");
    private static final AttributeKey<String> EXCEPTION_MESSAGE = AttributeKey.stringKey("exception.message");

    private static final int MAX_CAUSES = 10;

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final TargetLabels labels;
    private final ObservedEmitter emitter;
    private final Context parent = Context.current();
    private volatile Span span;
    private volatile int status;
    // Attempts run one after the other
    private volatile int attempts;

    TracedCall(Tracer tracer, TextMapPropagator propagator, TargetLabels labels, ObservedEmitter emitter) {
        this.tracer = tracer;
        this.propagator = propagator;
        this.labels = labels;
        this.emitter = emitter;
    }

    @Override
    public void target(ResolvedTarget target) {
        InvocationTarget called = target.describeWithoutUrl();
        SidecarAddress sidecar = emitter.sidecar();
        // Samplers see only the attributes that are set before the start
        SpanBuilder builder = builder(labels.of(target), called);
        if (sidecar.socketPath() == null) {
            builder.setAttribute(URL_FULL, ShortText
                    .of((sidecar.ssl() ? "https://" : "http://") + sidecar.uriHost() + ":" + sidecar.port() + target.path()));
        }
        span = builder.startSpan();
    }

    private SpanBuilder builder(InvocationTarget outline, InvocationTarget called) {
        SidecarAddress sidecar = emitter.sidecar();
        SpanBuilder builder = tracer.spanBuilder(outline.toString())
                .setParent(parent)
                .setSpanKind(SpanKind.CLIENT)
                // The conventions require this value for an unknown verb, such as one with placeholders
                .setAttribute(REQUEST_METHOD, called.httpVerb().indexOf('{') < 0 ? called.httpVerb() : "_OTHER")
                .setAttribute(APP_ID, ShortText.of(called.appId()))
                .setAttribute(METHOD, called.methodName().isEmpty() ? "/" : ShortText.of(called.methodName()));
        if (sidecar.socketPath() != null) {
            return builder.setAttribute(SERVER_ADDRESS, sidecar.socketPath());
        }
        return builder.setAttribute(SERVER_ADDRESS, sidecar.host()).setAttribute(SERVER_PORT, (long) sidecar.port());
    }

    @Override
    public void headers(BiConsumer<String, String> headers) {
        // Removes all headers of the inbound context, also those that the new context does not set
        for (String name : propagator.fields()) {
            headers.accept(name, null);
        }
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
            // The target could not be resolved. The trace shows the call nevertheless
            InvocationTarget outline = emitter.target().outline();
            span = builder(outline, outline).startSpan();
        }
        if (failure instanceof InvocationStatusException answer && answer.statusCode() >= 400) {
            // The type is sufficient
            span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, String.valueOf(answer.statusCode()));
        } else {
            span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName())
                    .setAttribute(ERROR_TYPE, failure.getClass().getName());
        }
        record(failure);
        end();
    }

    /**
     * Records the failure without the messages of causes, because they can quote payloads and responses.
     */
    private void record(Throwable failure) {
        StringBuilder causes = new StringBuilder();
        Throwable cause = failure.getCause();
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            causes.append(i == 0 ? "caused by " : ", caused by ").append(cause.getClass().getName());
            cause = cause.getCause();
        }
        AttributesBuilder attributes = Attributes.builder().put(EXCEPTION_TYPE, failure.getClass().getName());
        if (!causes.isEmpty()) {
            attributes.put(EXCEPTION_MESSAGE, causes.toString());
        }
        span.addEvent("exception", attributes.build());
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
            span.setAttribute(RESEND_COUNT, attempts - 1L);
        }
        span.end();
    }
}
