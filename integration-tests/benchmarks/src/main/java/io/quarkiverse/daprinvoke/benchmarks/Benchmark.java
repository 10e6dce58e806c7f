package io.quarkiverse.daprinvoke.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures all contenders side by side: each in a JVM of its own, in turn, round by round, so that whatever else the machine
 * does meets all of them.
 */
final class Benchmark {

    private static final List<String> CONTENDERS = List.of("jackson-alone", "http-client", "web-client", "mutiny-web-client",
            "rest-client", "dapr-sdk", "jdk-http-client", "request", "request-placeholders", "send");

    private static final int KIB = 1024;
    private static final long CALLS_TO_WARM_UP = 800_000;
    private static final long LONGEST_WARM_UP = TimeUnit.SECONDS.toNanos(40);

    private final Machine machine;
    private final Path application;
    private final List<String> contenders;
    private final List<Setting> settings;
    private final int rounds;
    private final long millis;

    private Benchmark(Path application, Map<String, String> options) throws Exception {
        this.machine = Machine.here();
        this.application = application;
        contenders = options.containsKey("contenders") ? List.of(options.get("contenders").split(",")) : CONTENDERS;
        rounds = Integer.parseInt(options.getOrDefault("rounds", "5"));
        millis = Long.parseLong(options.getOrDefault("millis", "700"));
        settings = new ArrayList<>();
        for (int size : numbers(options.getOrDefault("sizes", 100 + "," + 4 * KIB + "," + 256 * KIB))) {
            for (int inFlight : numbers(options.getOrDefault("in-flight", "1,32,256"))) {
                settings.add(new Setting(size, inFlight));
            }
        }
    }

    private static int[] numbers(String list) {
        return Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    /**
     * @param args the directory of the built application, the documentation's module or a dash for none, the file for all
     *        rounds, then options as {@code name=value}
     */
    public static void main(String[] args) throws Exception {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 3; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            options.put(args[i].substring(0, equals), args[i].substring(equals + 1));
        }
        Benchmark benchmark = new Benchmark(Path.of(args[0]), options);
        Results results = benchmark.run();
        Report report = new Report(benchmark.machine, results, benchmark.rounds, benchmark.millis);
        System.out.println(report.plain());
        results.writeTo(Path.of(args[2]));
        if (!args[1].equals("-")) {
            report.writeTo(Path.of(args[1]));
        }
    }

    private Results run() throws Exception {
        System.out.println(machine.describe());
        Results results = new Results();
        Map<String, Child> children = new LinkedHashMap<>();
        try (Child stub = new Child(machine.on(Machine.STUB),
                List.of("-Xmx1g", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Stub.class.getName()))) {
            String port = stub.hear();
            for (String contender : contenders) {
                children.put(contender, new Child(machine.on(Machine.CLIENT), List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC",
                        "-Dbenchmark.sidecar-port=" + port, "-jar", application.resolve("quarkus-run.jar").toString(),
                        contender)));
            }
            for (Map.Entry<String, Child> child : children.entrySet()) {
                warmUp(child.getValue(), stub, child.getKey());
            }
            for (Setting setting : settings) {
                for (int round = 0; round < rounds; round++) {
                    for (Map.Entry<String, Child> child : children.entrySet()) {
                        // The caches of the processor are the former one's
                        measure(child.getValue(), stub, child.getKey(), setting, millis / 5);
                        results.add(setting, child.getKey(),
                                measure(child.getValue(), stub, child.getKey(), setting, millis));
                    }
                }
                System.out.println(Report.plain(setting, results));
            }
        } finally {
            children.values().forEach(Child::close);
        }
        return results;
    }

    /** Small calls first, until they have been compiled, which takes so many of them. */
    private void warmUp(Child child, Child stub, String contender) throws IOException {
        Setting first = settings.get(0);
        long started = System.nanoTime();
        for (long calls = 0; calls < CALLS_TO_WARM_UP && System.nanoTime() - started < LONGEST_WARM_UP;) {
            calls += measure(child, stub, contender, new Setting(first.size(), 32), millis).calls();
        }
        for (Setting setting : settings) {
            measure(child, stub, contender, setting, millis);
        }
    }

    private static Measured measure(Child child, Child stub, String contender, Setting setting, long millis)
            throws IOException {
        child.say(String.format(Locale.ROOT, "%d %d %d", setting.size(), setting.inFlight(), millis));
        Measured measured;
        do {
            measured = Measured.parse(child.hear());
        } while (measured == null);
        stub.say("");
        long invocations = Long.parseLong(stub.hear());
        if (invocations != (contender.equals("jackson-alone") ? 0 : measured.calls())) {
            throw new IllegalStateException(contender + " made " + measured.calls() + " calls, of which " + invocations
                    + " have come: " + setting.describe());
        }
        return measured;
    }
}
