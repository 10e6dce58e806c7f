package io.quarkiverse.daprinvoke.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.quarkiverse.daprinvoke.benchmarks.Options;
import io.quarkiverse.daprinvoke.benchmarks.Tables;

/**
 * Measures how the cost of the extension grows with the number of emitters: generates applications, builds them with the
 * freshly built extension and runs them.
 * <p>
 * Run it in the root folder of the repository. Arguments, all optional:
 * <ul>
 * <li>{@code --measure=build,serve,memory,start,native}: what to measure, by default all but native executables</li>
 * <li>{@code --points=10,100,1000,2000,10000}: the sizes of the applications that are built</li>
 * <li>{@code --emitters=10000}: the emitters of the application that serves</li>
 * <li>{@code --builds=3}: how often each application is built</li>
 * <li>{@code --pairs=20}: how many pairs of starts, or rounds of native executables, are measured</li>
 * <li>{@code --work=integration-tests/benchmarks/target/scale}: the folder of the applications</li>
 * <li>{@code --report=docs/modules/ROOT/pages/includes/scale.adoc}: the file of the tables</li>
 * </ul>
 */
public final class Scale {

    private static final Set<String> MEASUREMENTS = Set.of("build", "serve", "memory", "start", "native");

    private Scale() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = new Options(args);
        Set<String> measured = Set.copyOf(options.list("measure", "build,serve,memory,start"));
        if (!MEASUREMENTS.containsAll(measured)) {
            throw new IllegalArgumentException("--measure takes some of build, serve, memory, start and native");
        }
        List<Integer> points = options.list("points", "10,100,1000,2000,10000").stream().map(Integer::valueOf).toList();
        int emitters = options.number("emitters", 10_000);
        int builds = options.number("builds", 3);
        int pairs = options.number("pairs", 20);
        Path work = Path.of(options.text("work", "integration-tests/benchmarks/target/scale")).toAbsolutePath();
        Path report = Path.of(options.text("report", "docs/modules/ROOT/pages/includes/scale.adoc")).toAbsolutePath();
        options.rejectOthers();

        Files.createDirectories(work);
        Maven maven = new Maven(Path.of("").toAbsolutePath(), work.resolve("repository"));
        maven.installExtension();
        Tables tables = new Tables();
        if (measured.contains("build")) {
            new BuildMeasurement(maven, work).run(points, builds, tables);
        }
        if (measured.contains("serve")) {
            new ServeMeasurement(maven, work).run(emitters, tables);
        }
        if (measured.contains("memory")) {
            new MemoryMeasurement(maven, work).run(emitters, tables);
        }
        if (measured.contains("start")) {
            new StartMeasurement(maven, work).run(pairs, tables);
        }
        if (measured.contains("native")) {
            new NativeMeasurement(maven, work).run(pairs, tables);
        }
        System.out.println();
        System.out.print(tables.plain());
        Files.createDirectories(report.getParent());
        Files.writeString(report,
                "// Made by the benchmark Scale, see integration-tests/benchmarks\n\n" + tables.asciiDoc());
    }
}
