package io.quarkiverse.daprinvoke.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.daprinvoke.benchmarks.Median;
import io.quarkiverse.daprinvoke.benchmarks.Tables;

/**
 * How long the build of an application takes, by the number of its injection points.
 */
final class BuildMeasurement {

    private final Maven maven;
    private final Path work;

    BuildMeasurement(Maven maven, Path work) {
        this.maven = maven;
        this.work = work;
    }

    /**
     * @param sizes numbers of injection points
     * @param builds how often each application is built
     */
    void run(List<Integer> sizes, int builds, Tables report) throws IOException, InterruptedException {
        Tables.Table table = report.table("Build time by the number of injection points, medians of " + builds,
                "Injection points", "Whole build, s", "Build steps together, s", "Sum of all build steps, s",
                "Sum of the extension's, ms");
        for (int size : sizes) {
            Application application = new Application(maven, work.resolve("build-" + size), Sources.EXTENSION,
                    Sources.callers(size, size, Injected.MIXED));
            List<Double> whole = new ArrayList<>();
            List<Double> augmentation = new ArrayList<>();
            List<Double> all = new ArrayList<>();
            List<Double> own = new ArrayList<>();
            for (int build = 0; build < builds; build++) {
                whole.add(application.build().toMillis() / 1000.0);
                BuildSteps steps = application.steps();
                augmentation.add(steps.augmentation() / 1000.0);
                all.add(steps.all() / 1000.0);
                own.add((double) steps.own());
                System.out.printf("%d injection points: %.1f s, build steps of the extension %d ms%n", size,
                        whole.get(build), steps.own());
            }
            table.row(Tables.count(size), Tables.decimals(1, Median.of(whole)), Tables.decimals(1, Median.of(augmentation)),
                    Tables.decimals(1, Median.of(all)), Tables.decimals(0, Median.of(own)));
        }
    }
}
