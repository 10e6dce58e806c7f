package io.quarkiverse.daprinvoke.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.daprinvoke.benchmarks.RunningApplication;
import io.quarkiverse.daprinvoke.benchmarks.Tables;

/**
 * The memory of a further emitter in bytes. Two applications have the same classes and the same number of injection points. In
 * one of them each injects a separate emitter, in the other four share one, so that only the number of emitters differs. The
 * same measurement with ordinary beans shows the part of any bean: two generated classes and the metadata of CDI.
 */
final class MemoryMeasurement {

    private static final int SHARING = 4;

    /** Garbage is collected, and soft references do not make the results depend on the size of the heap. */
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx2g", "-XX:SoftRefLRUPolicyMSPerMB=0");

    /** Every emitter has been instantiated. */
    private static final int IDLE = 0;

    /** Every emitter has been called once. */
    private static final int USED = 1;

    private record Usage(long heap, long nonHeap) {

        static Usage of(RunningApplication running) throws IOException, InterruptedException {
            String[] figures = running.get("/scale/memory").split(" ");
            return new Usage(Long.parseLong(figures[0]), Long.parseLong(figures[1]));
        }

        Usage less(Usage other, int difference) {
            return new Usage((heap - other.heap) / difference, (nonHeap - other.nonHeap) / difference);
        }
    }

    private final Maven maven;
    private final Path work;

    MemoryMeasurement(Maven maven, Path work) {
        this.maven = maven;
        this.work = work;
    }

    void run(int emitters, Tables report) throws IOException, InterruptedException {
        int fewer = emitters / SHARING;
        Tables.Table table = report.table("Memory for each emitter, of %s emitters less %s"
                .formatted(Tables.count(emitters), Tables.count(fewer)), "Emitters of", "Heap, idle, bytes",
                "beyond an ordinary bean", "Heap, used once, bytes", "beyond an ordinary bean",
                "Outside the heap, idle, bytes");
        Usage[] ordinary = measure(Injected.ORDINARY_BEANS, emitters, fewer);
        row(table, "text, without readers and writers", measure(Injected.TEXT, emitters, fewer), ordinary);
        row(table, "JSON, with readers and writers", measure(Injected.SHARED_JSON, emitters, fewer), ordinary);
        row(table, "(an ordinary bean of the same scope)", ordinary, ordinary);
    }

    private static void row(Tables.Table table, String what, Usage[] usages, Usage[] ordinary) {
        table.row(what, Tables.count(usages[IDLE].heap()), Tables.count(usages[IDLE].heap() - ordinary[IDLE].heap()),
                Tables.count(usages[USED].heap()), Tables.count(usages[USED].heap() - ordinary[USED].heap()),
                Tables.count(usages[IDLE].nonHeap()));
    }

    /**
     * @return the memory for each emitter, idle and used once
     */
    private Usage[] measure(Injected injected, int emitters, int fewer) throws IOException, InterruptedException {
        Usage[] many = usages(injected, emitters, emitters);
        Usage[] few = usages(injected, emitters, fewer);
        int difference = emitters - fewer;
        return new Usage[] { many[IDLE].less(few[IDLE], difference), many[USED].less(few[USED], difference) };
    }

    private Usage[] usages(Injected injected, int points, int emitters) throws IOException, InterruptedException {
        Application application = new Application(maven,
                work.resolve("memory-" + injected.name().toLowerCase().replace('_', '-') + "-" + emitters), Sources.EXTENSION,
                Sources.callers(points, emitters, injected));
        application.build();
        try (StubSidecar sidecar = new StubSidecar();
                RunningApplication running = application.start(List.of(),
                        Stream.concat(JVM.stream(), Stream.of(sidecar.option())).toList())) {
            int instantiated = Integer.parseInt(running.post("/scale/instantiate"));
            if (instantiated != emitters) {
                throw new IllegalStateException("There are " + instantiated + " instances and not " + emitters);
            }
            Usage idle = Usage.of(running);
            running.post("/scale/call");
            Usage used = Usage.of(running);
            System.out.printf("%d, %s: %d bytes idle, %d bytes used%n", emitters, injected, idle.heap(), used.heap());
            return new Usage[] { idle, used };
        }
    }
}
