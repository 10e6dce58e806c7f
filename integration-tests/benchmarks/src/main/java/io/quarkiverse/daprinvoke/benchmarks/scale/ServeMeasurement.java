package io.quarkiverse.daprinvoke.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.quarkiverse.daprinvoke.benchmarks.RunningApplication;
import io.quarkiverse.daprinvoke.benchmarks.Tables;

/**
 * Whether an application with many emitters starts, and whether each of them serves.
 */
final class ServeMeasurement {

    private final Maven maven;
    private final Path work;

    ServeMeasurement(Maven maven, Path work) {
        this.maven = maven;
        this.work = work;
    }

    void run(int emitters, Tables report) throws IOException, InterruptedException {
        Application application = new Application(maven, work.resolve("serve-" + emitters), Sources.EXTENSION,
                Sources.callers(emitters, emitters, Injected.MIXED));
        application.build();
        Tables.Table table = report.table("An application with many emitters, each called once", "Emitters",
                "Start, s", "Calls that succeeded", "Calls that arrived", "Different targets");
        try (StubSidecar sidecar = new StubSidecar();
                RunningApplication running = application.start(List.of(), List.of(sidecar.option()))) {
            int succeeded = Integer.parseInt(running.post("/scale/call"));
            System.out.printf("%d emitters: %d calls to %d targets%n", emitters, sidecar.calls(), sidecar.targets());
            table.row(Tables.count(emitters), Tables.decimals(1, running.startMillis() / 1000), Tables.count(succeeded),
                    Tables.count(sidecar.calls()), Tables.count(sidecar.targets()));
            if (sidecar.targets() != emitters || succeeded != emitters) {
                throw new IllegalStateException("Not every emitter serves");
            }
        }
    }
}
