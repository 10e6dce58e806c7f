package io.quarkiverse.daprinvoke.runtime.codec;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;

import io.smallrye.mutiny.Uni;

/**
 * Runs blocking tasks, such as reading a file.
 *
 * @param threads the threads for blocking tasks
 * @param caller the context that receives the outcomes
 */
public record Blocking(Executor threads, Executor caller) {

    /**
     * @return the result of the task, may be {@code null}
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
