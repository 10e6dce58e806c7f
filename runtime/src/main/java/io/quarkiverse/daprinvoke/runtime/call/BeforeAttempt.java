package io.quarkiverse.daprinvoke.runtime.call;

import io.smallrye.mutiny.Uni;

/**
 * A step before an attempt of a call, which can change the request of the attempt.
 */
@FunctionalInterface
public interface BeforeAttempt {

    /**
     * @param call the request, as changed by earlier steps and attempts
     * @param attempt the number of the attempt, 1 for the first
     * @param earlier the earlier attempts
     * @return lazy, to be subscribed to on the caller's context; its item is the request, its failure is the failure of the
     *         call
     */
    Uni<OutgoingCall> prepare(OutgoingCall call, int attempt, EarlierAttempts earlier);
}
