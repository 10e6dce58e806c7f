package io.quarkiverse.daprinvoke.runtime.telemetry;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import io.micrometer.core.instrument.binder.http.Outcome;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;

/**
 * One measured call.
 */
final class MeasuredCall implements CallObservation {

    private static final int GOING = 0;
    private static final int WAITING = 1;
    private static final int OVER = 2;

    // Another thread may cancel a call at the moment when it begins or stops waiting
    private static final AtomicIntegerFieldUpdater<MeasuredCall> STATE = AtomicIntegerFieldUpdater
            .newUpdater(MeasuredCall.class, "state");

    private final long started = System.nanoTime();
    private final CallMetrics metrics;
    private final ObservedEmitter emitter;
    private final SidecarLoad load;
    private volatile int state = GOING;
    private volatile InvocationTarget outline;
    private volatile int status;

    MeasuredCall(CallMetrics metrics, ObservedEmitter emitter, SidecarLoad load) {
        this.metrics = metrics;
        this.emitter = emitter;
        this.load = load;
        load.active.incrementAndGet();
    }

    @Override
    public void target(ResolvedTarget target) {
        outline = metrics.outline(target);
    }

    @Override
    public void attempt() {
        if (STATE.compareAndSet(this, GOING, WAITING)) {
            load.waiting.incrementAndGet();
        }
    }

    @Override
    public void connected() {
        if (STATE.compareAndSet(this, WAITING, GOING)) {
            load.waiting.decrementAndGet();
        }
    }

    @Override
    public void status(int last) {
        status = last;
    }

    @Override
    public void completed() {
        end(Outcome.forStatus(status).name());
    }

    @Override
    public void failed(Throwable failure) {
        end(failure instanceof InvocationStatusException answer ? Outcome.forStatus(answer.statusCode()).name()
                : failure.getClass().getSimpleName());
    }

    @Override
    public void cancelled() {
        end("CANCELLED");
    }

    private void end(String outcome) {
        if (STATE.getAndSet(this, OVER) == WAITING) {
            load.waiting.decrementAndGet();
        }
        load.active.decrementAndGet();
        metrics.timer(outline != null ? outline : emitter.target().outline(), outcome)
                .record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    }
}
