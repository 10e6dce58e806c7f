package io.quarkiverse.daprinvoke.runtime.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.ContextInternal;

/**
 * The delays between attempts at calls. They are cut short when the application stops, because nobody would hear of a call
 * whose timer is gone with Vert.x.
 */
final class Delays {

    private final Set<Runnable> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    /**
     * @return completes on the context: with {@code true} after the time, with {@code false} if it was cut short
     */
    Uni<Boolean> begin(ContextInternal context, long millis) {
        return Uni.createFrom().emitter(emitter -> {
            Runnable cutShort = () -> context.runOnContext(v -> emitter.complete(false));
            pending.add(cutShort);
            // Not bound to a verticle, whose end would take the timer with it
            long timer = context.setTimer(millis, id -> emitter.complete(true));
            emitter.onTermination(() -> {
                pending.remove(cutShort);
                context.owner().cancelTimer(timer);
            });
            if (over) {
                emitter.complete(false);
            }
        });
    }

    /** Cuts all short, those that have not begun too. */
    void end() {
        over = true;
        pending.forEach(Runnable::run);
    }
}
