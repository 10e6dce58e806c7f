package io.quarkiverse.daprinvoke.runtime.codec;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;

import io.smallrye.mutiny.Uni;

/**
 * Runs what blocks, such as reading a file.
 *
 * @param threads may be blocked
 * @param caller receives the outcomes
 */
public record Blocking(Executor threads, Executor caller) {

    /**
     * @return what the task returns, may be {@code null}
     */
    <X> Uni<X> call(Callable<X> task) {
        return Uni.createFrom().<X> emitter(emitter -> {
            try {
                emitter.complete(task.call());
            } catch (Throwable e) {
                emitter.fail(e);
            }
        }).runSubscriptionOn(threads).emitOn(caller);
    }
}
