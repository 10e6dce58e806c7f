package io.quarkiverse.daprinvoke.runtime.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;

/**
 * Measures calls with Micrometer: the timer {@code dapr.invoke}, and the numbers of in-flight and waiting calls.
 */
@Singleton
public class CallMetrics implements CallObserver {

    /** The values of the tags of a timer. */
    private record Series(InvocationTarget outline, String outcome) {
    }

    private final MeterRegistry registry;
    private final TargetLabels labels = new TargetLabels();
    private final Map<SidecarAddress, SidecarLoad> loads = new ConcurrentHashMap<>();
    // Cached, because the registry would create all tags again to find a timer
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    @Inject
    public CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void emitter(ObservedEmitter emitter) {
        loads.computeIfAbsent(emitter.sidecar(), sidecar -> new SidecarLoad(sidecar, registry));
    }

    @Override
    public CallObservation begin(ObservedEmitter emitter) {
        return new MeasuredCall(this, emitter, loads.get(emitter.sidecar()));
    }

    InvocationTarget outline(ResolvedTarget target) {
        return labels.of(target);
    }

    Timer timer(InvocationTarget outline, String outcome) {
        return timers.computeIfAbsent(new Series(outline, outcome), this::register);
    }

    private Timer register(Series series) {
        InvocationTarget outline = series.outline();
        return Timer.builder("dapr.invoke")
                .description("Calls through the Dapr sidecar, including all attempts and the wait for a connection")
                .tag("app.id", outline.appId())
                // A tag must not be empty
                .tag("method", outline.methodName().isEmpty() ? "/" : outline.methodName())
                .tag("verb", outline.httpVerb())
                .tag("outcome", series.outcome())
                .register(registry);
    }
}
