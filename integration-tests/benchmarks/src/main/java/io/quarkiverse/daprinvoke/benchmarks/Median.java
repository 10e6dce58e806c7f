package io.quarkiverse.daprinvoke.benchmarks;

import java.util.List;

/**
 * The value in the middle, which single outliers do not move.
 */
public final class Median {

    private Median() {
    }

    public static double of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /**
     * @param quarter 1 or 3
     * @return the value that this many quarters of them do not exceed
     */
    public static double quartile(List<Double> values, int quarter) {
        return values.stream().sorted().toList().get((values.size() - 1) * quarter / 4);
    }
}
