package io.quarkiverse.daprinvoke.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What is sent.
 */
public record Order(String id, String customer, List<Line> lines) {

    /** About 41 bytes of JSON. */
    public record Line(String item, int quantity, int cents) {
    }

    /**
     * @param number makes it different from others
     * @param size of how many bytes its JSON is, about
     */
    static Order of(int number, int size) {
        List<Line> lines = new ArrayList<>();
        for (int bytes = 59; bytes < size; bytes += 41) {
            lines.add(new Line("tea", 1 + (number + lines.size()) % 9, 100 + (number + lines.size()) % 900));
        }
        return new Order("o-" + (100_000 + number), "c-" + (100 + number % 900), lines);
    }
}
