package io.quarkiverse.daprinvoke.benchmarks;

import java.util.Locale;

/**
 * Under which circumstances is measured.
 *
 * @param size of how many bytes the JSON of an order is, about
 * @param inFlight how many calls there are at once
 */
record Setting(int size, int inFlight) {

    String describe() {
        return describeSize() + ", " + inFlight + " in flight";
    }

    String describeSize() {
        return size < 1024 ? size + " B" : String.format(Locale.ROOT, "%d KiB", size / 1024);
    }
}
