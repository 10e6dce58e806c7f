package io.quarkiverse.daprinvoke.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures how the values of a streamed response are read from memory: by the extension, and by what one would use otherwise.
 * The
 * ways take turns, round by round, in one thread of a JVM; for each format there are several JVMs, one after the other, because
 * a JVM does not always compile the same code alike.
 * <p>
 * Arguments, all optional:
 * <ul>
 * <li>{@code --jvms=5}: the number of JVMs for each format</li>
 * <li>{@code --rounds=5}: how often each way is measured in each JVM; with fewer than 5 in all no file is written</li>
 * <li>{@code --millis=300}: how much CPU time each time</li>
 * <li>{@code --warm-up=6}: how many unmeasured rounds come before</li>
 * <li>{@code --core=0}: the core that the JVMs run on</li>
 * <li>{@code --report=target/values.adoc}: the file of the table</li>
 * <li>{@code --csv=target/values.csv}: the file of all rounds</li>
 * </ul>
 */
final class ValuesBenchmark {

    private record Round(long values, long cpu, long bytes) {

        double nanosPerValue() {
            return (double) cpu / values;
        }

        double bytesPerValue() {
            return (double) bytes / values;
        }
    }

    private final Map<ValuesFormat, Map<String, List<Round>>> rounds = new LinkedHashMap<>();
    private final StringBuilder csv = new StringBuilder("format,jvm,way,round,values,cpu_ns,allocated_bytes\n");

    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = new Options(args);
        int jvms = options.number("jvms", 5);
        int rounds = options.number("rounds", 5);
        int millis = options.number("millis", 300);
        int warmUp = options.number("warm-up", 6);
        int core = options.number("core", Machine.APPLICATION);
        Path report = Path.of(options.text("report", "target/values.adoc"));
        Path csv = Path.of(options.text("csv", "target/values.csv"));
        options.rejectOthers();

        Machine machine = Machine.here();
        ValuesBenchmark benchmark = new ValuesBenchmark();
        for (int jvm = 1; jvm <= jvms; jvm++) {
            for (ValuesFormat format : ValuesFormat.values()) {
                benchmark.measure(machine.on(core), format, jvm,
                        List.of(format.name(), "" + warmUp, "" + rounds, "" + millis));
            }
        }
        String description = "Measured on: "
                + machine.describe(machine.pinned() ? "pinned to one core" : "not pinned to a core")
                + "; load average " + Tables.decimals(1, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage())
                + ".\nMedians of " + rounds + " rounds of " + millis + " ms of CPU time in each of " + jvms
                + " JVMs, with the interquartile range in parentheses.";
        System.out.println(description);
        Tables tables = benchmark.tables();
        System.out.println(tables.plain());
        if (jvms * rounds < Spread.FEWEST_ROUNDS) {
            System.out.println("No file is written after so few rounds");
            return;
        }
        Files.createDirectories(csv.toAbsolutePath().getParent());
        Files.writeString(csv, benchmark.csv);
        Files.writeString(report, "// Written by integration-tests/benchmarks/run-values\n" + description + "\n\n"
                + tables.asciiDoc().stripTrailing() + "\n");
    }

    private void measure(List<String> prefix, ValuesFormat format, int jvm, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), ValuesRun.class.getName()));
        command.addAll(arguments);
        try (Child child = new Child(prefix, command)) {
            for (String line = child.hear(); !line.isEmpty(); line = child.hear()) {
                csv.append(format).append(',').append(jvm).append(',').append(line).append('\n');
                String[] fields = line.split(",");
                rounds.computeIfAbsent(format, key -> new LinkedHashMap<>())
                        .computeIfAbsent(fields[0], key -> new ArrayList<>()).add(new Round(Long.parseLong(fields[2]),
                                Long.parseLong(fields[3]), Long.parseLong(fields[4])));
            }
        }
    }

    private Tables tables() {
        Tables tables = new Tables();
        Tables.Table table = tables.table("Reading values of 100 bytes from memory", "", "CPU per value, ns",
                "to reading by hand", "allocated per value, bytes", "to reading by hand");
        for (ValuesFormat format : rounds.keySet()) {
            row(table, format, format.byHand, ValuesRun.BY_HAND);
            row(table, format, "the extension", ValuesRun.EXTENSION);
            row(table, format, "the extension, one asked for after the other", ValuesRun.ONE_BY_ONE);
        }
        return tables;
    }

    private void row(Tables.Table table, ValuesFormat format, String title, String way) {
        table.row(format.contentType + ": " + title, spread(format, way, Round::nanosPerValue).describe(0),
                ratio(format, way, Round::nanosPerValue), spread(format, way, Round::bytesPerValue).describe(0),
                ratio(format, way, Round::bytesPerValue));
    }

    private Spread spread(ValuesFormat format, String way, ToDoubleFunction<Round> figure) {
        return Spread.of(rounds.get(format).get(way).stream().map(figure::applyAsDouble).toList());
    }

    /** Round by round, because what slows the machine down for a while slows both. */
    private String ratio(ValuesFormat format, String way, ToDoubleFunction<Round> figure) {
        if (way.equals(ValuesRun.BY_HAND)) {
            return "";
        }
        List<Round> measured = rounds.get(format).get(way);
        List<Round> byHand = rounds.get(format).get(ValuesRun.BY_HAND);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < measured.size(); i++) {
            ratios.add(figure.applyAsDouble(measured.get(i)) / figure.applyAsDouble(byHand.get(i)));
        }
        return Spread.of(ratios).describe(2);
    }
}
