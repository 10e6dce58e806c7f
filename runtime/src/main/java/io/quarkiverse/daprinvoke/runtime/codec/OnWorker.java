package io.quarkiverse.daprinvoke.runtime.codec;

import java.util.concurrent.Callable;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Runs what blocks, such as reading a file, on a worker thread.
 */
final class OnWorker {

    private OnWorker() {
    }

    /**
     * @return what the task returns, may be {@code null}, on the thread that has run it
     */
    static <X> Uni<X> call(Callable<X> task) {
        return Uni.createFrom().<X> emitter(emitter -> {
            try {
                emitter.complete(task.call());
            } catch (Throwable e) {
                emitter.fail(e);
            }
        }).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
