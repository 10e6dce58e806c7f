package io.quarkiverse.daprinvoke.runtime.telemetry;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.ConfigProvider;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.TextMapPropagator;

/**
 * Traces calls with OpenTelemetry: one client span for each call, whose context the call propagates.
 */
@Singleton
public class CallTraces implements CallObserver {

    private final boolean disabled;
    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final TargetLabels labels = new TargetLabels();

    @Inject
    public CallTraces(OpenTelemetry openTelemetry) {
        // If the SDK is disabled, calls would propagate contexts of spans that are never exported
        disabled = ConfigProvider.getConfig().getOptionalValue("quarkus.otel.sdk.disabled", Boolean.class).orElse(false);
        tracer = openTelemetry.getTracer("io.quarkiverse.daprinvoke");
        propagator = openTelemetry.getPropagators().getTextMapPropagator();
    }

    @Override
    public CallObservation begin(ObservedEmitter emitter) {
        return disabled ? null : new TracedCall(tracer, propagator, labels, emitter);
    }
}
