package io.quarkiverse.daprinvoke.test.support;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * The outcome of a call, and the context on which it arrived.
 *
 * @param outcome {@code item}, {@code sent} for {@code null}, else the simple name of the failure's class
 * @param context the Vert.x context
 */
public record Arrival(String outcome, Context context, boolean onEventLoop, boolean onWorker) {

    /**
     * Makes a call on a context.
     */
    public static Arrival on(Context context, Uni<?> call) throws Exception {
        return within(subscription -> context.runOnContext(v -> subscription.run()), call);
    }

    /**
     * Makes a call on a thread that has no context.
     */
    public static Arrival onThread(Uni<?> call) throws Exception {
        return within(subscription -> new Thread(subscription).start(), call);
    }

    private static Arrival within(Consumer<Runnable> place, Uni<?> call) throws Exception {
        CompletableFuture<Arrival> arrival = new CompletableFuture<>();
        place.accept(() -> call.subscribe().with(item -> arrival.complete(of(item == null ? "sent" : "item")),
                failure -> arrival.complete(of(failure.getClass().getSimpleName()))));
        return arrival.get(40, TimeUnit.SECONDS);
    }

    private static Arrival of(String outcome) {
        return new Arrival(outcome, Vertx.currentContext(), Context.isOnEventLoopThread(), Context.isOnWorkerThread());
    }
}
