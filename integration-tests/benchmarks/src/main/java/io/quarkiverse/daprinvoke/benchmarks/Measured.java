package io.quarkiverse.daprinvoke.benchmarks;

/**
 * What a number of calls cost.
 *
 * @param calls how many
 * @param cpu the CPU time of the process in nanoseconds
 * @param bytes what all threads allocated on the heap
 * @param wall how long it took in nanoseconds
 * @param median of the latencies, in nanoseconds
 * @param p99 the 99th percentile of the latencies, in nanoseconds
 */
record Measured(long calls, long cpu, long bytes, long wall, long median, long p99) {

    private static final String MARK = "MEASURED";

    double cpuMicros() {
        return cpu / 1e3 / calls;
    }

    double bytesPerCall() {
        return (double) bytes / calls;
    }

    double callsPerSecond() {
        return calls / (wall / 1e9);
    }

    /** As one line, which {@link #parse} reads. */
    String line() {
        return String.join(" ", MARK, "" + calls, "" + cpu, "" + bytes, "" + wall, "" + median, "" + p99);
    }

    /**
     * @return {@code null} if the line says something else
     */
    static Measured parse(String line) {
        String[] words = line.split(" ");
        if (!words[0].equals(MARK)) {
            return null;
        }
        return new Measured(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]),
                Long.parseLong(words[4]), Long.parseLong(words[5]), Long.parseLong(words[6]));
    }
}
