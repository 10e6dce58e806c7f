package io.quarkiverse.daprinvoke.runtime.call;

import io.smallrye.mutiny.Uni;

/**
 * A step before an attempt at a call, which may change what the attempt sends.
 */
@FunctionalInterface
public interface BeforeAttempt {

    /**
     * @param call what is sent, as earlier steps and attempts have left it
     * @param attempt the number of the attempt, 1 for the first
     * @param earlier what attempts before it did
     * @return does nothing until it is subscribed to, on the caller's context; its item is what is sent, its failure that
     *         of the call
     */
    Uni<OutgoingCall> prepare(OutgoingCall call, int attempt, EarlierAttempts earlier);
}
