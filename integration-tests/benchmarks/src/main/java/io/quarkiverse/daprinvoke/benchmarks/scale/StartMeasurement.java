package io.quarkiverse.daprinvoke.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the extension and one emitter add to the start of a REST application. The applications start in turns, so that what
 * else the machine does meets both.
 */
final class StartMeasurement {

    private static final int WARM_UP_PAIRS = 2;

    /** The start as Quarkus counts it, and the time from the launch of the process to the first answer, in milliseconds. */
    private record Start(double quarkus, double firstAnswer) {
    }

    private final Maven maven;
    private final Path work;

    StartMeasurement(Maven maven, Path work) {
        this.maven = maven;
        this.work = work;
    }

    void run(int pairs, Report report) throws IOException, InterruptedException {
        Application without = new Application(maven, work.resolve("start-without"), false, Sources.start(false));
        Application with = new Application(maven, work.resolve("start-with"), true, Sources.start(true));
        without.build();
        with.build();
        List<Start> starts = new ArrayList<>();
        List<Start> startsWith = new ArrayList<>();
        for (int pair = -WARM_UP_PAIRS; pair < pairs; pair++) {
            Start one = start(without);
            Start other = start(with);
            if (pair >= 0) {
                starts.add(one);
                startsWith.add(other);
                System.out.printf("Start without the extension %.0f ms (%.0f), with it %.0f ms (%.0f)%n", one.quarkus(),
                        one.firstAnswer(), other.quarkus(), other.firstAnswer());
            }
        }
        Report.Table table = report.table("Start of a REST application, medians of " + pairs + " pairs", "Time",
                "Without, ms", "With the extension, ms", "Median of the differences, ms");
        row(table, "as Quarkus counts it", starts.stream().map(Start::quarkus).toList(),
                startsWith.stream().map(Start::quarkus).toList());
        row(table, "from the launch of the process to the first answer", starts.stream().map(Start::firstAnswer).toList(),
                startsWith.stream().map(Start::firstAnswer).toList());
    }

    private static void row(Report.Table table, String what, List<Double> without, List<Double> with) {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            differences.add(with.get(i) - without.get(i));
        }
        table.row(what, Report.decimals(0, Median.of(without)), Report.decimals(0, Median.of(with)),
                Report.decimals(1, Median.of(differences)));
    }

    private static Start start(Application application) throws IOException, InterruptedException {
        try (RunningApplication running = application.start(List.of(), List.of())) {
            running.get("/start");
            return new Start(running.startMillis(), running.ageMillis());
        }
    }
}
