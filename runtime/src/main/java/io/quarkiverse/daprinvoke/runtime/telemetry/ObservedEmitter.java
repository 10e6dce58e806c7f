package io.quarkiverse.daprinvoke.runtime.telemetry;

import java.util.List;

import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;

/**
 * One emitter with the settings of annotation and configuration, and the observers of its calls.
 *
 * @param target the target of its calls, with placeholders
 * @param sidecar the sidecar it uses
 * @param observers the observers, can be empty
 */
public record ObservedEmitter(TargetTemplate target, SidecarAddress sidecar, List<CallObserver> observers) {

    /**
     * @return the observed call, {@code null} without observations; then nothing was allocated
     */
    public ObservedCall begin() {
        ObservedCall call = null;
        // By index, because an iterator would be allocated even for an ignored call
        for (int i = 0; i < observers.size(); i++) {
            CallObserver observer = observers.get(i);
            CallObservation observation = null;
            Throwable failure = null;
            try {
                observation = observer.begin(this);
            } catch (Throwable e) {
                failure = e;
            }
            if (call == null && (observation != null || failure != null)) {
                call = new ObservedCall(observers.size());
            }
            if (observation != null) {
                call.add(observation);
            } else if (failure != null) {
                call.log(observer, failure);
            }
        }
        return call != null && call.isOfInterest() ? call : null;
    }
}
