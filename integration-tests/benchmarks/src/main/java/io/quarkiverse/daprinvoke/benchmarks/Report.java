package io.quarkiverse.daprinvoke.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The results as tables.
 */
final class Report {

    static final String BY_HAND = "mutiny-web-client";
    static final String SDK = "dapr-sdk";

    private final Machine machine;
    private final Results results;
    private final int rounds;
    private final long millis;

    Report(Machine machine, Results results, int rounds, long millis) {
        this.machine = machine;
        this.results = results;
        this.rounds = rounds;
        this.millis = millis;
    }

    String plain() {
        StringBuilder text = new StringBuilder(machine.describe()).append('\n');
        results.settings().forEach(setting -> text.append(plain(setting, results)));
        return text.toString();
    }

    static String plain(Setting setting, Results results) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "%n%-22s %9s %11s %10s %10s %10s | by hand: %5s %6s | SDK: %6s %6s%n", setting.describe(), "CPU us", "bytes",
                "calls/s", "median us", "p99 us", "CPU", "bytes", "CPU", "bytes"));
        for (String contender : results.contenders()) {
            text.append(String.format(Locale.ROOT,
                    "%-22s %9.2f %11.0f %10.0f %10.1f %10.1f |          %5.2f %6.2f |      %6.3f %6.2f%n",
                    contender,
                    results.median(setting, contender, Measured::cpuMicros),
                    results.median(setting, contender, Measured::bytesPerCall),
                    results.median(setting, contender, Measured::callsPerSecond),
                    results.median(setting, contender, m -> m.median() / 1e3),
                    results.median(setting, contender, m -> m.p99() / 1e3),
                    results.ratio(setting, contender, BY_HAND, Measured::cpuMicros),
                    results.ratio(setting, contender, BY_HAND, Measured::bytesPerCall),
                    results.ratio(setting, contender, SDK, Measured::cpuMicros),
                    results.ratio(setting, contender, SDK, Measured::bytesPerCall)));
        }
        return text.toString();
    }

    /**
     * @param documentation the module of the documentation that shows them
     */
    void writeTo(Path documentation) throws IOException {
        Files.writeString(documentation.resolve("pages/includes/benchmarks.adoc"), asciidoc());
        Files.createDirectories(documentation.resolve("images"));
        Files.writeString(documentation.resolve("images/benchmarks.svg"), new Plot(results).svg());
    }

    private String asciidoc() {
        StringBuilder text = new StringBuilder("// Written by integration-tests/benchmarks/run\n");
        text.append("Measured on: ").append(machine.describe()).append(".\n");
        text.append(String.format(Locale.ROOT, "Medians of %d rounds of %d ms.%n", rounds, millis));
        for (Setting setting : results.settings()) {
            text.append(String.format(Locale.ROOT,
                    """

                            .%s
                            [cols="4,2,2,2,2,2,2,2,2",options="header"]
                            |===
                            |%n|CPU µs |allocated B |calls/s |median µs |p99 µs |CPU, to Mutiny WebClient |allocated, to it |CPU, to Dapr SDK
                            """,
                    setting.describe()));
            for (String contender : results.contenders()) {
                text.append(String.format(Locale.ROOT, "%n|%s |%.1f |%,.0f |%,.0f |%,.0f |%,.0f |%s |%s |%s",
                        name(contender),
                        results.median(setting, contender, Measured::cpuMicros),
                        results.median(setting, contender, Measured::bytesPerCall),
                        results.median(setting, contender, Measured::callsPerSecond),
                        results.median(setting, contender, m -> m.median() / 1e3),
                        results.median(setting, contender, m -> m.p99() / 1e3),
                        ratio(setting, contender, BY_HAND, Measured::cpuMicros),
                        ratio(setting, contender, BY_HAND, Measured::bytesPerCall),
                        ratio(setting, contender, SDK, Measured::cpuMicros)));
            }
            text.append("\n|===\n");
        }
        return text.toString();
    }

    private String ratio(Setting setting, String contender, String other, ToDoubleFunction<Measured> figure) {
        // Small ones mean something too
        double ratio = results.ratio(setting, contender, other, figure);
        return String.format(Locale.ROOT, ratio < 0.2 ? "%.3f" : "%.2f", ratio);
    }

    static String name(String contender) {
        return switch (contender) {
            case "jackson-alone" -> "Jackson alone, no call";
            case "http-client" -> "Vert.x HttpClient";
            case "web-client" -> "Vert.x WebClient";
            case "mutiny-web-client" -> "Mutiny WebClient";
            case "rest-client" -> "Quarkus REST Client";
            case "dapr-sdk" -> "Dapr SDK, invokeMethod";
            case "jdk-http-client" -> "JDK HttpClient";
            case "request" -> "RequestEmitter.request";
            case "request-placeholders" -> "request, placeholders";
            case "send" -> "Emitter.send";
            default -> throw new IllegalArgumentException(contender);
        };
    }
}
