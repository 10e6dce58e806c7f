package io.quarkiverse.daprinvoke.runtime.telemetry;

/**
 * Observes the calls of emitters. All beans of this type are observers, in no particular order. An exception of an observer
 * during a call is logged once for the call, and does not affect the call.
 */
public interface CallObserver {

    /**
     * The application starts with an emitter. Called once for each emitter, before any call.
     */
    default void emitter(ObservedEmitter emitter) {
    }

    /**
     * A call begins. Called once for each subscription, for all attempts together. Runs on the thread that subscribes, before
     * the target is resolved, and must not block.
     *
     * @return the observation of this call, {@code null} to ignore the call
     */
    CallObservation begin(ObservedEmitter emitter);
}
