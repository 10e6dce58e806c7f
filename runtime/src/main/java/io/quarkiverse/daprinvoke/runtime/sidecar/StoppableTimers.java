package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;

/**
 * Timers of calls: for the back-off between attempts and for the steps before an attempt. They fire early when the application
 * stops, because Vert.x drops timers when it is closed, and the calls would have no outcome.
 */
final class StoppableTimers {

    private final EventLoops eventLoops;
    private final Set<Runnable> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    StoppableTimers(EventLoops eventLoops) {
        this.eventLoops = eventLoops;
    }

    /**
     * @return completes on the current context: with {@code true} after the time, with {@code false} if it fired early
     */
    Uni<Boolean> begin(long millis) {
        return Uni.createFrom().emitter(emitter -> {
            Context caller = eventLoops.caller();
            EventLoops.Loop loop = eventLoops.of(caller);
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

    /** Fires all timers, and new timers at once from now on. */
    void end() {
        over = true;
        pending.forEach(Runnable::run);
    }
}
