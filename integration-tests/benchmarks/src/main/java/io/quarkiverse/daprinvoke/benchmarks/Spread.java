package io.quarkiverse.daprinvoke.benchmarks;

import java.util.List;

/**
 * A figure of several rounds: the median and the interquartile range.
 */
record Spread(int rounds, double median, double lower, double upper) {

    /** With fewer rounds the range says nothing. */
    static final int FEWEST_ROUNDS = 5;
    /** A wider range, as a fraction of the median, hides the differences that the tables are about. */
    static final double WIDEST = 0.15;

    static Spread of(List<Double> values) {
        return new Spread(values.size(), Median.of(values), Median.quartile(values, 1), Median.quartile(values, 3));
    }

    boolean isMeasured() {
        return rounds >= FEWEST_ROUNDS && median > 0 && upper - lower <= WIDEST * median;
    }

    String describe(int decimals) {
        return Tables.decimals(decimals, median) + " (" + Tables.decimals(decimals, lower) + " to "
                + Tables.decimals(decimals, upper) + ")";
    }
}
