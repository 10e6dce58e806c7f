package io.quarkiverse.daprinvoke.runtime.telemetry;

/**
 * Is told of each call that emitters make. All beans of this type are asked, in no particular order. What an observer throws
 * during a call is logged, once for a call, and does not reach the call.
 */
public interface CallObserver {

    /**
     * The application starts with an emitter. Told once for each, before any call.
     */
    default void emitter(ObservedEmitter emitter) {
    }

    /**
     * A call begins: once for each subscription, however many attempts it takes. Runs on the thread that subscribes, before
     * the target is known, and must not block.
     *
     * @return what is told of this call, {@code null} if it is of no interest
     */
    CallObservation begin(ObservedEmitter emitter);
}
