package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;

/**
 * The delays between attempts at calls. They are cut short when the application stops, because nobody would hear of a call
 * whose timer is gone with Vert.x.
 */
final class Delays {

    private final Supplier<EventLoops> eventLoops;
    private final Set<Runnable> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    Delays(Supplier<EventLoops> eventLoops) {
        this.eventLoops = eventLoops;
    }

    /**
     * @return completes on the current context: with {@code true} after the time, with {@code false} if it was cut short
     */
    Uni<Boolean> begin(long millis) {
        return Uni.createFrom().emitter(emitter -> {
            Context caller = eventLoops.get().caller();
            EventLoops.Loop loop = eventLoops.get().of(caller);
            Runnable cutShort = () -> loop.runOn(caller, () -> emitter.complete(false));
            pending.add(cutShort);
            long timer = loop.setTimer(millis, () -> {
                pending.remove(cutShort);
                loop.runOn(caller, () -> emitter.complete(true));
            });
            emitter.onTermination(() -> {
                pending.remove(cutShort);
                loop.cancelTimer(timer);
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
