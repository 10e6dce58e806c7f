package io.quarkiverse.daprinvoke.benchmarks;

import java.util.Locale;

/**
 * How an application is called.
 *
 * @param size the approximate size of the payload in bytes
 * @param connections the connections of the load generator, each of which has at most one request in flight
 * @param intervalMicros the time from one request to the next on each connection, in microseconds; 0 for a closed loop, in
 *        which the next request follows the response
 */
record Setting(int size, int connections, int intervalMicros) {

    static Setting closedLoop(int size, int connections) {
        return new Setting(size, connections, 0);
    }

    String describe() {
        return describeSize() + (intervalMicros == 0 ? ", closed loop"
                : String.format(Locale.ROOT,
                        ", a request every %.0f ms on each connection", intervalMicros / 1e3))
                + ", " + connections
                + (connections == 1 ? " connection" : " connections");
    }

    private String describeSize() {
        return size < 1024 ? size + " B" : size / 1024 + " KiB";
    }
}
