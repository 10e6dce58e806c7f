package io.quarkiverse.daprinvoke.runtime.telemetry;

import java.util.List;

import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;

/**
 * One emitter, as annotation and configuration say, and who is told of its calls.
 *
 * @param target the target of its calls, with placeholders
 * @param sidecar the sidecar it uses
 * @param observers may be none
 */
public record ObservedEmitter(TargetTemplate target, SidecarAddress sidecar, List<CallObserver> observers) {

    /**
     * @return the call, {@code null} if nobody is interested in it, and then nothing was made
     */
    public ObservedCall begin() {
        ObservedCall call = null;
        // By position, because nothing is to be made for a call that is of no interest
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
