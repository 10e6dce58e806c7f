package io.quarkiverse.daprinvoke.torture.faults;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.torture.faults.Toxiproxy.Toxic;

/** A fault on the way to the sidecar, and the allowed outcomes of all calls during it. */
enum Fault {

    LATENCY(Fate.SUCCESS, Toxic.of("latency", true, "latency", 20, "jitter", 15),
            Toxic.of("latency", false, "latency", 20, "jitter", 15)),
    LITTLE_BANDWIDTH(Fate.SUCCESS, Toxic.of("bandwidth", true, "rate", 2000), Toxic.of("bandwidth", false, "rate", 2000)),
    SLICES(Fate.SUCCESS, Toxic.of("slicer", true, "average_size", 200, "size_variation", 100, "delay", 10),
            Toxic.of("slicer", false, "average_size", 200, "size_variation", 100, "delay", 10)),
    SLOW_CLOSE(Fate.SUCCESS, Toxic.of("slow_close", true, "delay", 50), Toxic.of("slow_close", false, "delay", 50)),

    CUT_HEADS(Fate.FAILURE, Toxic.of("limit_data", false, "bytes", 20)),
    CUT_REPLIES(Fate.FAILURE, Toxic.of("limit_data", false, "bytes", 300)),
    CUT_REPLIES_AND_SLOW_CLOSE(Fate.FAILURE, Toxic.of("limit_data", false, "bytes", 300),
            Toxic.of("slow_close", false, "delay", 20)),
    CUT_REQUESTS(Fate.FAILURE, Toxic.of("limit_data", true, "bytes", 20)),
    RESETS(Fate.FAILURE, Toxic.of("reset_peer", false, "timeout", 0)),
    RESETS_AFTER_A_WHILE(Fate.FAILURE, Toxic.of("reset_peer", false, "timeout", 30)),
    RESETS_OF_REQUESTS(Fate.FAILURE, Toxic.of("reset_peer", true, "timeout", 0)),
    CLOSED_WITHOUT_REPLY(Fate.FAILURE, Toxic.of("timeout", false, "timeout", 50)),
    HALF_OPEN(Fate.TIMEOUT, Toxic.of("timeout", false, "timeout", 0)),
    HALF_OPEN_FOR_REQUESTS(Fate.TIMEOUT, Toxic.of("timeout", true, "timeout", 0)),
    LATE_CONNECTIONS(Fate.TIMEOUT, Toxic.of("latency", false, "latency", 10_000)),
    DOWN(Fate.NOT_SENT),

    SOME_RESETS(Fate.ANY, Toxic.of("reset_peer", false, "timeout", 2).toxicity(0.4)),
    SOME_CUT_REPLIES(Fate.ANY, Toxic.of("limit_data", false, "bytes", 12_000)),
    SOME_CUT_REQUESTS(Fate.ANY, Toxic.of("limit_data", true, "bytes", 12_000)),
    SOME_HALF_OPEN(Fate.ANY, Toxic.of("timeout", false, "timeout", 0).toxicity(0.4)),
    ALL_AT_ONCE(Fate.ANY, Toxic.of("latency", true, "latency", 5, "jitter", 5),
            Toxic.of("bandwidth", false, "rate", 2000).toxicity(0.5),
            Toxic.of("slicer", false, "average_size", 500, "size_variation", 300, "delay", 10),
            Toxic.of("limit_data", false, "bytes", 30_000).toxicity(0.5),
            Toxic.of("reset_peer", true, "timeout", 5).toxicity(0.1),
            Toxic.of("timeout", false, "timeout", 0).toxicity(0.1));

    /** The outcome of a call. */
    enum Fate {
        SUCCESS,
        FAILURE,
        TIMEOUT,
        NOT_SENT,
        ANY;

        private boolean isThatOf(MadeCall call) {
            return switch (this) {
                case SUCCESS -> call.hasSucceeded();
                case FAILURE -> call.failure() != null;
                case TIMEOUT -> call.failure() instanceof InvocationTimeoutException;
                case NOT_SENT -> call.failure() instanceof SidecarUnavailableException failure && !failure.mayHaveBeenSent();
                case ANY -> true;
            };
        }
    }

    private final Fate fate;
    private final List<Toxic> toxics;

    Fault(Fate fate, Toxic... toxics) {
        this.fate = fate;
        this.toxics = List.of(toxics);
    }

    void on(Toxiproxy proxy) {
        if (this == LATE_CONNECTIONS) {
            // Calls need new ones
            proxy.interrupt();
            proxy.resume();
        }
        toxics.forEach(proxy::add);
        if (fate == Fate.NOT_SENT) {
            proxy.interrupt();
        }
    }

    /**
     * @return the timeout of calls: far longer than any takes that does not have to end by it
     */
    Duration timeout() {
        return fate == Fate.TIMEOUT || this == SOME_HALF_OPEN || this == ALL_AT_ONCE ? Duration.ofMillis(300)
                : Duration.ofSeconds(60);
    }

    /**
     * @return whether no connection ends, and none has a complete response
     */
    boolean keepsConnections() {
        return this == HALF_OPEN || this == HALF_OPEN_FOR_REQUESTS;
    }

    /**
     * @return those that did not go as all calls have to
     */
    List<String> others(List<MadeCall> calls) {
        return calls.stream().filter(call -> !fate.isThatOf(call)).map(call -> call.id() + " " + call.plan() + " "
                + call.kind() + " " + call.failure()).toList();
    }
}
