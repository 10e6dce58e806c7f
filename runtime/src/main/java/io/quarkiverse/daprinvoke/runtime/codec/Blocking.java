package io.quarkiverse.daprinvoke.runtime.codec;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;

import io.smallrye.mutiny.Uni;

/**
 * Runs what blocks, such as reading a file, on threads that may be blocked.
 */
final class Blocking {

    private Blocking() {
    }

    /**
     * @return what the task returns, may be {@code null}, on the thread that has run it
     */
    static <X> Uni<X> call(Executor threads, Callable<X> task) {
        return Uni.createFrom().<X> emitter(emitter -> {
            try {
                emitter.complete(task.call());
            } catch (Throwable e) {
                emitter.fail(e);
            }
        }).runSubscriptionOn(threads);
    }
}
