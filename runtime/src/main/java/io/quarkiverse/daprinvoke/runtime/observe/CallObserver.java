package io.quarkiverse.daprinvoke.runtime.observe;

import io.quarkiverse.daprinvoke.runtime.EmitterDefinition;

/**
 * Is told of each call that emitters make. All beans of this type are asked, in no particular order; without any, calls cost
 * what they cost before. What an observer throws is logged, once for a call, and does not reach the call.
 */
public interface CallObserver {

    /**
     * A call begins: once for each subscription, however many attempts it takes. Runs on the thread that subscribes, before
     * the target is known, and must not block.
     *
     * @param emitter the emitter, its name resolved and all else as it is declared
     * @return what is told of this call, {@code null} if it is of no interest
     */
    CallObservation begin(EmitterDefinition emitter);
}
