package io.quarkiverse.daprinvoke.benchmarks.application;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Singleton;

/**
 * Orders that are made once, so that no endpoint pays for making them.
 */
@Singleton
class Orders {

    /** All orders of one size take about so many bytes of JSON. */
    private static final int BYTES = 4 * 1024 * 1024;
    private static final int FEWEST = 8;
    private static final int MOST = 1024;

    private final Map<Integer, Order[]> orders = new ConcurrentHashMap<>();

    /**
     * @param size the approximate size of the order's JSON in bytes
     */
    Order any(int size) {
        Order[] ofSize = orders.computeIfAbsent(size, Orders::make);
        return ofSize[ThreadLocalRandom.current().nextInt(ofSize.length)];
    }

    private static Order[] make(int size) {
        Order[] made = new Order[Math.max(FEWEST, Math.min(MOST, BYTES / size))];
        for (int i = 0; i < made.length; i++) {
            made[i] = Order.of(i, size);
        }
        return made;
    }
}
