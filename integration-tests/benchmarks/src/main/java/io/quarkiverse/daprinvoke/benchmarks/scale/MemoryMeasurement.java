package io.quarkiverse.daprinvoke.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many bytes one more emitter takes. Two applications have the same classes and the same number of injection points, but
 * in one of them each injects an emitter of its own, and in the other ten share one; so what differs is the emitters alone.
 */
final class MemoryMeasurement {

    private static final int SHARING = 10;

    /** What can be collected is collected, and soft references do not make the figures depend on the size of the heap. */
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx2g", "-XX:SoftRefLRUPolicyMSPerMB=0");

    private record Usage(long heap, long nonHeap) {

        static Usage of(RunningApplication running) throws IOException, InterruptedException {
            String[] figures = running.get("/scale/memory").split(" ");
            return new Usage(Long.parseLong(figures[0]), Long.parseLong(figures[1]));
        }
    }

    /**
     * @param idle each emitter has been instantiated
     * @param used each emitter has been called once
     */
    private record Usages(Usage idle, Usage used) {
    }

    private final Maven maven;
    private final Path work;

    MemoryMeasurement(Maven maven, Path work) {
        this.maven = maven;
        this.work = work;
    }

    void run(int emitters, Report report) throws IOException, InterruptedException {
        Report.Table table = report.table("Memory for each emitter, of %s emitters less %s"
                .formatted(Report.count(emitters), Report.count(emitters / SHARING)), "Payloads and replies",
                "Heap, idle, bytes", "Heap, used once, bytes", "Outside the heap, idle, bytes");
        measure("text, without readers and writers", PayloadKind.TEXT, emitters, table);
        measure("JSON of the same types", PayloadKind.SHARED_JSON, emitters, table);
    }

    private void measure(String what, PayloadKind payload, int emitters, Report.Table table)
            throws IOException, InterruptedException {
        int fewer = emitters / SHARING;
        Usages many = usages(payload, emitters, emitters);
        Usages few = usages(payload, emitters, fewer);
        double difference = emitters - fewer;
        table.row(what, Report.decimals(0, (many.idle().heap() - few.idle().heap()) / difference),
                Report.decimals(0, (many.used().heap() - few.used().heap()) / difference),
                Report.decimals(0, (many.idle().nonHeap() - few.idle().nonHeap()) / difference));
    }

    private Usages usages(PayloadKind payload, int points, int emitters) throws IOException, InterruptedException {
        Application application = new Application(maven,
                work.resolve("memory-" + payload.name().toLowerCase().replace('_', '-') + "-" + emitters), true,
                Sources.callers(points, emitters, payload));
        application.build();
        try (StubSidecar sidecar = new StubSidecar();
                RunningApplication running = application.start(List.of(),
                        Stream.concat(JVM.stream(), Stream.of(sidecar.option())).toList())) {
            running.post("/scale/instantiate");
            Usage idle = Usage.of(running);
            running.post("/scale/call");
            Usage used = Usage.of(running);
            System.out.printf("%d emitters, %s: %d bytes idle, %d bytes used%n", emitters, payload, idle.heap(), used.heap());
            return new Usages(idle, used);
        }
    }
}
