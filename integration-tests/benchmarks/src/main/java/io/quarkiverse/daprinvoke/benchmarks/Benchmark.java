package io.quarkiverse.daprinvoke.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.daprinvoke.benchmarks.Results.Case;

/**
 * Measures the endpoints of one REST application, each of which makes its call with another client. The endpoints take turns,
 * round by round, so that whatever else the machine does affects all of them. The application is started again for each number
 * of event loops.
 * <p>
 * Arguments, all optional:
 * <ul>
 * <li>{@code --rounds=9}: how often each endpoint is measured; with fewer than 5 no file is written</li>
 * <li>{@code --millis=1000}: how long each time</li>
 * <li>{@code --warm-up=6}: how many unmeasured rounds come before</li>
 * <li>{@code --event-loops=default,1,2,4}: the numbers of event loops</li>
 * <li>{@code --endpoints=/rest-client,/rest-client/through-dapr}: the paths of the endpoints to measure, by default all; for
 * some, no file is written</li>
 * <li>{@code --application=target/quarkus-app}: the folder of the application</li>
 * <li>{@code --report=target/benchmarks.adoc}: the file of the tables</li>
 * <li>{@code --csv=target/rounds.csv}: the file of all rounds</li>
 * </ul>
 */
final class Benchmark {

    private static final int CONNECTIONS = 32;
    private static final Setting BUSY = Setting.closedLoop(100, CONNECTIONS);
    private static final Setting PACED = new Setting(100, CONNECTIONS, 5_000);
    private static final List<Setting> LARGER = List.of(Setting.closedLoop(4 * 1024, CONNECTIONS),
            Setting.closedLoop(256 * 1024, CONNECTIONS));
    private static final String DEFAULT = "default";

    private final Machine machine;
    private final Path application;
    private final int rounds;
    private final int warmUp;
    private final long millis;
    /** Their paths, none for all. */
    private final Set<String> only;
    private final Results results = new Results();

    private Benchmark(Machine machine, Path application, int rounds, int warmUp, long millis, Set<String> only) {
        this.machine = machine;
        this.application = application;
        this.rounds = rounds;
        this.warmUp = warmUp;
        this.millis = millis;
        this.only = only;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = new Options(args);
        int rounds = options.number("rounds", 9);
        int millis = options.number("millis", 1000);
        int warmUp = options.number("warm-up", 6);
        List<String> eventLoops = options.list("event-loops", DEFAULT + ",1,2,4");
        Set<String> only = endpoints(options.text("endpoints", ""));
        Path application = Path.of(options.text("application", "target/quarkus-app"));
        Path report = Path.of(options.text("report", "target/benchmarks.adoc"));
        Path csv = Path.of(options.text("csv", "target/rounds.csv"));
        options.rejectOthers();

        Machine machine = Machine.here();
        System.out.println(machine.describe());
        Benchmark benchmark = new Benchmark(machine, application, rounds, warmUp, millis, only);
        try (Rig rig = new Rig(machine)) {
            for (String number : eventLoops) {
                benchmark.run(rig, number);
            }
        }
        System.out.println(Report.plain(benchmark.results));
        if (rounds < Spread.FEWEST_ROUNDS || !only.isEmpty()) {
            System.out.println("No file is written after so few rounds or of so few endpoints");
            return;
        }
        benchmark.results.writeTo(csv);
        Files.writeString(report, "// Written by integration-tests/benchmarks/run\n" + benchmark.describe() + "\n\n"
                + Report.asciiDoc(benchmark.results).stripTrailing() + "\n");
    }

    private static Set<String> endpoints(String paths) {
        Set<String> only = new HashSet<>(paths.isEmpty() ? List.of() : List.of(paths.split(",")));
        List<String> known = Endpoint.all().stream().map(Endpoint::path).toList();
        if (!known.containsAll(only)) {
            throw new IllegalArgumentException("The endpoints are " + known);
        }
        // Its cost is subtracted
        Endpoint.all().stream().filter(endpoint -> only.contains(endpoint.path())).toList()
                .forEach(endpoint -> only.add(endpoint.alone()));
        return only;
    }

    private String describe() {
        return "Measured on: " + machine.describe() + ".\nMedians of " + rounds + " rounds of " + millis
                + " ms, with the interquartile range in parentheses. \"Not measured\" replaces a figure whose range is wider than "
                + Tables.decimals(0, 100 * Spread.WIDEST) + " % of its median.";
    }

    private void run(Rig rig, String eventLoops) throws IOException, InterruptedException {
        boolean byDefault = eventLoops.equals(DEFAULT);
        List<String> options = new ArrayList<>(
                List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-Dbenchmark.sidecar-port=" + rig.stubPort()));
        if (!byDefault) {
            if (results.cases().stream().anyMatch(known -> known.eventLoops() == Integer.parseInt(eventLoops))) {
                // The default of this machine
                return;
            }
            options.add("-Dquarkus.vertx.event-loops-pool-size=" + eventLoops);
        }
        try (RunningApplication running = RunningApplication.start(application.resolve("quarkus-run.jar"),
                machine.on(Machine.APPLICATION), options)) {
            Map<Setting, List<Endpoint>> turns = turns(byDefault);
            warmUp(rig, running, turns);
            int number = Rig.eventLoops(running);
            for (Map.Entry<Setting, List<Endpoint>> turn : turns.entrySet()) {
                Case measuredCase = new Case(number, byDefault, turn.getKey());
                System.out.println("Measuring " + measuredCase.describe());
                measure(rig, running, measuredCase, turn.getValue());
            }
        }
    }

    /** Larger payloads and further clients differ in what they allocate, which does not depend on the event loops. */
    private Map<Setting, List<Endpoint>> turns(boolean byDefault) {
        List<Endpoint> busy = new ArrayList<>(Endpoint.REACTIVE);
        busy.addAll(Endpoint.ALL_BLOCKING);
        Map<Setting, List<Endpoint>> turns = new LinkedHashMap<>();
        turns.put(BUSY, busy);
        turns.put(PACED, Endpoint.REACTIVE);
        if (byDefault) {
            busy.addAll(Endpoint.FURTHER);
            LARGER.forEach(setting -> turns.put(setting, Endpoint.REACTIVE));
        }
        if (!only.isEmpty()) {
            turns.replaceAll((setting, endpoints) -> endpoints.stream()
                    .filter(endpoint -> only.contains(endpoint.path())).toList());
        }
        return turns;
    }

    /** In turns too, so that the code that all endpoints share is compiled for all of them. */
    private void warmUp(Rig rig, RunningApplication running, Map<Setting, List<Endpoint>> turns)
            throws IOException, InterruptedException {
        for (int round = 0; round < warmUp; round++) {
            for (Endpoint endpoint : turns.get(BUSY)) {
                rig.measure(running, endpoint.path(), endpoint.calls(), BUSY, millis);
            }
        }
        for (Map.Entry<Setting, List<Endpoint>> turn : turns.entrySet()) {
            for (Endpoint endpoint : turn.getValue()) {
                rig.measure(running, endpoint.path(), endpoint.calls(), turn.getKey(), millis / 2);
            }
        }
    }

    private void measure(Rig rig, RunningApplication running, Case measuredCase, List<Endpoint> endpoints)
            throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            List<Endpoint> order = new ArrayList<>(endpoints);
            if (round % 2 == 1) {
                // No endpoint always follows the same one
                Collections.reverse(order);
            }
            for (Endpoint endpoint : order) {
                // The caches of the processor are the former one's
                rig.measure(running, endpoint.path(), endpoint.calls(), measuredCase.setting(), millis / 5);
                results.add(measuredCase, endpoint,
                        rig.measure(running, endpoint.path(), endpoint.calls(), measuredCase.setting(), millis));
            }
        }
    }
}
