package io.quarkiverse.daprinvoke.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.daprinvoke.benchmarks.Median;
import io.quarkiverse.daprinvoke.benchmarks.RunningApplication;
import io.quarkiverse.daprinvoke.benchmarks.Tables;

/**
 * The time that the extension and one emitter add to the start of a REST application. The applications start in turns, so that
 * other load of the machine affects both.
 */
final class StartMeasurement {

    private static final int WARM_UP_PAIRS = 2;

    /**
     * All in milliseconds.
     *
     * @param quarkus the start as Quarkus counts it
     * @param firstAnswer the time from the launch of the process to the first answer
     * @param cpu the processor time of the process until then
     */
    private record Start(double quarkus, double firstAnswer, double cpu) {
    }

    private final Maven maven;
    private final Path work;

    StartMeasurement(Maven maven, Path work) {
        this.maven = maven;
        this.work = work;
    }

    void run(int pairs, Tables report) throws IOException, InterruptedException {
        Application without = new Application(maven, work.resolve("start-without"), "", Sources.start(false));
        Application with = new Application(maven, work.resolve("start-with"), Sources.EXTENSION, Sources.start(true));
        without.build();
        with.build();
        List<Start> starts = new ArrayList<>();
        List<Start> startsWith = new ArrayList<>();
        for (int pair = -WARM_UP_PAIRS; pair < pairs; pair++) {
            // The second of two may find the machine as the first has left it
            boolean turned = pair % 2 != 0;
            Start first = start(turned ? with : without);
            Start second = start(turned ? without : with);
            Start one = turned ? second : first;
            Start other = turned ? first : second;
            if (pair >= 0) {
                starts.add(one);
                startsWith.add(other);
                System.out.printf("Start without the extension %.0f ms (%.0f, CPU %.0f), with it %.0f ms (%.0f, CPU %.0f)%n",
                        one.quarkus(), one.firstAnswer(), one.cpu(), other.quarkus(), other.firstAnswer(), other.cpu());
            }
        }
        Tables.Table table = report.table("Start of a REST application, medians of " + pairs + " pairs", "Time",
                "Without, ms", "With the extension, ms", "Median of the differences, ms", "Half of them, ms");
        row(table, "as Quarkus counts it", starts.stream().map(Start::quarkus).toList(),
                startsWith.stream().map(Start::quarkus).toList());
        row(table, "from the launch of the process to the first answer", starts.stream().map(Start::firstAnswer).toList(),
                startsWith.stream().map(Start::firstAnswer).toList());
        row(table, "processor time of the process until then", starts.stream().map(Start::cpu).toList(),
                startsWith.stream().map(Start::cpu).toList());
    }

    private static void row(Tables.Table table, String what, List<Double> without, List<Double> with) {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            differences.add(with.get(i) - without.get(i));
        }
        table.row(what, Tables.decimals(0, Median.of(without)), Tables.decimals(0, Median.of(with)),
                Tables.decimals(1, Median.of(differences)), Tables.decimals(0, Median.quartile(differences, 1)) + " to "
                        + Tables.decimals(0, Median.quartile(differences, 3)));
    }

    private static Start start(Application application) throws IOException, InterruptedException {
        try (RunningApplication running = application.start(List.of(), List.of())) {
            running.get("/start");
            return new Start(running.startMillis(), running.ageMillis(), running.cpuMillis());
        }
    }
}
