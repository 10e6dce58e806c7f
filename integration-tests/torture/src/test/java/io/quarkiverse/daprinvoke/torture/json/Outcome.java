package io.quarkiverse.daprinvoke.torture.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.smallrye.mutiny.Multi;

/**
 * The signals that a subscriber has received.
 *
 * @param failure {@code null} if there was none
 * @param ends how often it ended so far
 */
record Outcome(List<Object> items, Throwable failure, AtomicInteger ends) {

    /** Subscribes, and waits for the end. */
    static Outcome of(Multi<?> call) throws Exception {
        List<Object> items = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger ends = new AtomicInteger();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        call.subscribe().with(items::add, failure -> {
            ends.incrementAndGet();
            end.complete(failure);
        }, () -> {
            ends.incrementAndGet();
            end.complete(null);
        });
        return new Outcome(items, end.get(20, TimeUnit.SECONDS), ends);
    }

    @Override
    public String toString() {
        String text = failure == null ? items.toString() : items + ", then " + failure;
        return text.substring(0, Math.min(300, text.length()));
    }
}
