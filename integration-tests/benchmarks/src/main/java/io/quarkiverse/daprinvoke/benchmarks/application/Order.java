package io.quarkiverse.daprinvoke.benchmarks.application;

import java.util.ArrayList;
import java.util.List;

/**
 * The payload.
 */
public record Order(String id, String customer, List<Line> lines) {

    /** 39 bytes of JSON. */
    public record Line(String item, int quantity, int cents) {
    }

    /**
     * @param number makes it different from others
     * @param size of how many bytes its JSON is, to within 20
     */
    static Order of(int number, int size) {
        int count = Math.max(1, Math.round((size - 60) / 40f));
        List<Line> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lines.add(new Line("tea", 1 + (number + i) % 9, 100 + (number + i) % 900));
        }
        return new Order("o-" + (100_000 + number), "customer-number-0" + (100 + number % 900), lines);
    }
}
