package io.quarkiverse.daprinvoke.runtime.observe;

import java.util.List;

import io.quarkiverse.daprinvoke.runtime.EmitterDefinition;

/**
 * Who is told of the calls of one emitter.
 *
 * @param observers one or more
 */
public record CallObservers(EmitterDefinition emitter, List<CallObserver> observers) {

    /**
     * @return the call, {@code null} if nobody is interested in it
     */
    public ObservedCall begin() {
        ObservedCall call = new ObservedCall(observers.size());
        for (CallObserver observer : observers) {
            call.begin(observer, emitter);
        }
        return call.isOfInterest() ? call : null;
    }
}
