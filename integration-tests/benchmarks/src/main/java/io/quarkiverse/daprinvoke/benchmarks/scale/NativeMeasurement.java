package io.quarkiverse.daprinvoke.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.quarkiverse.daprinvoke.benchmarks.Median;
import io.quarkiverse.daprinvoke.benchmarks.RunningApplication;
import io.quarkiverse.daprinvoke.benchmarks.Tables;

/**
 * The cost of the extension in a native executable: a REST application alone, the same with the extension and one emitter, and
 * the same with a REST client instead. Their executables take turns, round by round.
 */
final class NativeMeasurement {

    private static final int CALLS = 10_000;

    private enum Contender {
        // With the same endpoints, so that the differences are those of the client
        ALONE("REST alone", "", "io.smallrye.mutiny.Uni.createFrom().item(order)"),
        EMITTER("with the extension", Sources.EXTENSION, "emitter.request(order)"),
        REST_CLIENT("with REST Client", Sources.REST_CLIENT, "client.create(order)");

        private final String title;
        private final String dependency;
        private final String call;

        Contender(String title, String dependency, String call) {
            this.title = title;
            this.dependency = dependency;
            this.call = call;
        }
    }

    /** Times in milliseconds, memory in bytes; of calls in microseconds. */
    private record Run(double start, double firstAnswer, double residentAtStart, double firstCall, double residentAfterCalls,
            double cpuOfCall) {
    }

    private final Maven maven;
    private final Path work;

    NativeMeasurement(Maven maven, Path work) {
        this.maven = maven;
        this.work = work;
    }

    void run(int rounds, Tables report) throws IOException, InterruptedException {
        Map<Contender, Path> executables = new EnumMap<>(Contender.class);
        Map<Contender, List<Run>> runs = new EnumMap<>(Contender.class);
        for (Contender contender : Contender.values()) {
            Path executable = new Application(maven, work.resolve("native-" + contender.name().toLowerCase().replace('_', '-')),
                    contender.dependency, Sources.caller(contender == Contender.EMITTER, contender == Contender.REST_CLIENT,
                            contender.call))
                    .buildNative();
            System.out.printf("%s: %,d bytes%n", contender.title, Files.size(executable));
            executables.put(contender, executable);
            runs.put(contender, new ArrayList<>());
        }
        try (StubSidecar sidecar = new StubSidecar()) {
            for (int round = -1; round < rounds; round++) {
                for (int i = 0; i < Contender.values().length; i++) {
                    // Each is the first as often as the others
                    Contender contender = Contender.values()[Math.floorMod(i + round, Contender.values().length)];
                    Run run = run(contender, executables.get(contender), sidecar);
                    if (round >= 0) {
                        runs.get(contender).add(run);
                        System.out.printf("%s: %s%n", contender.title, run);
                    }
                }
            }
        }
        Tables.Table table = report.table("Native executables, medians of " + rounds + " rounds", "",
                Contender.ALONE.title, Contender.EMITTER.title, Contender.REST_CLIENT.title);
        table.row("Executable, MB", Tables.decimals(1, megabytes(Files.size(executables.get(Contender.ALONE)))),
                more(executables, Contender.EMITTER), more(executables, Contender.REST_CLIENT));
        row(table, "Start, as Quarkus counts it, ms", 0, runs, Run::start);
        row(table, "From the launch to the first answer, ms", 0, runs, Run::firstAnswer);
        row(table, "Resident memory then, MB", 2, runs, run -> megabytes(run.residentAtStart()));
        callsRow(table, "First call, ms", runs, Run::firstCall);
        callsRow(table, "Resident memory after " + Tables.count(CALLS) + " calls, MB", runs,
                run -> megabytes(run.residentAfterCalls()));
        callsRow(table, "Processor time of a call, µs", runs, Run::cpuOfCall);
    }

    private static double megabytes(double bytes) {
        return bytes / 1_000_000;
    }

    private static String more(Map<Contender, Path> executables, Contender contender) throws IOException {
        return String.format(Locale.ROOT, "%+.2f",
                megabytes(Files.size(executables.get(contender)) - Files.size(executables.get(Contender.ALONE))));
    }

    /** The application alone as it is, the others by the median of the differences to it. */
    private static void row(Tables.Table table, String what, int decimals, Map<Contender, List<Run>> runs,
            ToDoubleFunction<Run> figure) {
        table.row(what, Tables.decimals(decimals, Median.of(figures(runs, Contender.ALONE, figure))),
                difference(runs, Contender.EMITTER, decimals, figure),
                difference(runs, Contender.REST_CLIENT, decimals, figure));
    }

    private static String difference(Map<Contender, List<Run>> runs, Contender contender, int decimals,
            ToDoubleFunction<Run> figure) {
        List<Double> alone = figures(runs, Contender.ALONE, figure);
        List<Double> with = figures(runs, contender, figure);
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            differences.add(with.get(i) - alone.get(i));
        }
        return String.format(Locale.ROOT, "%+." + decimals + "f", Median.of(differences));
    }

    private static void callsRow(Tables.Table table, String what, Map<Contender, List<Run>> runs,
            ToDoubleFunction<Run> figure) {
        table.row(what, "", Tables.decimals(1, Median.of(figures(runs, Contender.EMITTER, figure))),
                Tables.decimals(1, Median.of(figures(runs, Contender.REST_CLIENT, figure))));
    }

    private static List<Double> figures(Map<Contender, List<Run>> runs, Contender contender, ToDoubleFunction<Run> figure) {
        return runs.get(contender).stream().map(figure::applyAsDouble).toList();
    }

    private static Run run(Contender contender, Path executable, StubSidecar sidecar)
            throws IOException, InterruptedException {
        try (RunningApplication running = RunningApplication.start(List.of(executable.toString(), sidecar.option(),
                sidecar.option("quarkus.rest-client.orders.url", "/v1.0/invoke/orders/method")))) {
            running.get("/start");
            double firstAnswer = running.ageMillis();
            double residentAtStart = running.residentBytes();
            if (contender == Contender.ALONE) {
                return new Run(running.startMillis(), firstAnswer, residentAtStart, 0, 0, 0);
            }
            int before = sidecar.calls();
            double firstCall = Double.parseDouble(running.get("/start/calls?count=1")) / 1000;
            double cpu = running.cpuMillis();
            running.get("/start/calls?count=" + CALLS);
            double cpuOfCall = (running.cpuMillis() - cpu) * 1000 / CALLS;
            if (sidecar.calls() - before != CALLS + 1) {
                throw new IllegalStateException("There were " + (sidecar.calls() - before) + " calls");
            }
            return new Run(running.startMillis(), firstAnswer, residentAtStart, firstCall, running.residentBytes(), cpuOfCall);
        }
    }
}
