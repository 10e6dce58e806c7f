package io.quarkiverse.daprinvoke.runtime.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.internal.RequestHeaders;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;

/**
 * One observed call: notifies observers until the first outcome, and shields the call from their exceptions.
 */
public final class ObservedCall {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    private final List<CallObservation> observations;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean logged = new AtomicBoolean();
    private volatile boolean streamed;

    ObservedCall(int observers) {
        observations = new ArrayList<>(observers);
    }

    void add(CallObservation observation) {
        observations.add(observation);
    }

    boolean isOfInterest() {
        return !observations.isEmpty();
    }

    public void target(ResolvedTarget target) {
        report(observation -> observation.target(target));
    }

    /**
     * @param others the headers that the call sends anyway
     * @return the headers to send
     */
    public List<Parameter> headers(List<Parameter> others) {
        List<Parameter> headers = new ArrayList<>(others);
        headers(name -> headers.removeIf(other -> other.name().equalsIgnoreCase(name)),
                (name, value) -> headers.add(new Parameter(name, value)));
        return headers;
    }

    /**
     * @param remove takes the name of each header to remove or replace
     * @param add takes each header to add
     */
    public void headers(Consumer<String> remove, BiConsumer<String, String> add) {
        report(observation -> observation.headers((name, value) -> {
            remove.accept(name);
            if (value != null) {
                RequestHeaders.check(name, value);
                add.accept(name, value);
            }
        }));
    }

    public void attempt() {
        if (!over.get()) {
            report(CallObservation::attempt);
        }
    }

    public void connected() {
        if (!over.get()) {
            report(CallObservation::connected);
        }
    }

    public void status(int status) {
        if (!over.get()) {
            report(observation -> observation.status(status));
        }
    }

    /** The item of the call is a streamed response that has not been read yet. */
    public void streamed() {
        streamed = true;
    }

    boolean isStreamed() {
        return streamed;
    }

    public void completed() {
        if (over.compareAndSet(false, true)) {
            report(CallObservation::completed);
        }
    }

    public void failed(Throwable failure) {
        if (over.compareAndSet(false, true)) {
            report(observation -> observation.failed(failure));
        }
    }

    public void cancelled() {
        if (over.compareAndSet(false, true)) {
            report(CallObservation::cancelled);
        }
    }

    private void report(Consumer<CallObservation> what) {
        for (CallObservation observation : observations) {
            try {
                what.accept(observation);
            } catch (Throwable e) {
                log(observation, e);
            }
        }
    }

    void log(Object observer, Throwable failure) {
        if (logged.compareAndSet(false, true)) {
            LOG.warnf(failure, "The call observer %s failed. The call itself continues", observer.getClass().getName());
        }
    }
}
