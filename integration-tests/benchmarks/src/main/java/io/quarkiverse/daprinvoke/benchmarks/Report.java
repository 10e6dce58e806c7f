package io.quarkiverse.daprinvoke.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

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
     * @param pages the directory of the documentation's pages
     */
    void writeTo(Path pages) throws IOException {
        throw new UnsupportedOperationException();
    }
}
