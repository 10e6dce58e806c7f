package io.quarkiverse.daprinvoke.benchmarks;

/**
 * The cost of a number of requests.
 *
 * @param calls the number of requests
 * @param cpu the CPU time of the application's process in nanoseconds
 * @param bytes what all its threads allocated on the heap
 * @param wall the duration in nanoseconds
 * @param median the median latency in nanoseconds
 */
record Measured(long calls, long cpu, long bytes, long wall, long median) {

    double cpuMicros() {
        return cpu / 1e3 / calls;
    }

    double bytesPerCall() {
        return (double) bytes / calls;
    }

    double callsPerSecond() {
        return calls / (wall / 1e9);
    }

    double medianMicros() {
        return median / 1e3;
    }
}
