package io.quarkiverse.daprinvoke.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * All that was measured, in the order of the settings and the contenders.
 */
final class Results {

    private record Key(Setting setting, String contender) {
    }

    private final Map<Key, List<Measured>> rounds = new LinkedHashMap<>();

    void add(Setting setting, String contender, Measured measured) {
        rounds.computeIfAbsent(new Key(setting, contender), key -> new ArrayList<>()).add(measured);
    }

    List<Setting> settings() {
        return rounds.keySet().stream().map(Key::setting).distinct().toList();
    }

    List<String> contenders() {
        return rounds.keySet().stream().map(Key::contender).distinct().toList();
    }

    /**
     * @return the median of the rounds, not a number if it was not measured
     */
    double median(Setting setting, String contender, ToDoubleFunction<Measured> figure) {
        double[] sorted = rounds.getOrDefault(new Key(setting, contender), List.of()).stream().mapToDouble(figure).sorted()
                .toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /**
     * @return the median of the quotients of one contender and another, round by round: what slows the machine down for a
     *         while slows both
     */
    double ratio(Setting setting, String contender, String other, ToDoubleFunction<Measured> figure) {
        List<Measured> mine = rounds.getOrDefault(new Key(setting, contender), List.of());
        List<Measured> others = rounds.getOrDefault(new Key(setting, other), List.of());
        double[] sorted = new double[Math.min(mine.size(), others.size())];
        if (sorted.length == 0) {
            return Double.NaN;
        }
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = figure.applyAsDouble(mine.get(i)) / figure.applyAsDouble(others.get(i));
        }
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** Every round, for whoever wants to look closer. */
    void writeTo(Path file) throws IOException {
        StringBuilder csv = new StringBuilder(
                "payload_bytes,in_flight,contender,round,calls,cpu_ns,allocated_bytes,wall_ns,median_ns,p99_ns\n");
        rounds.forEach((key, measured) -> {
            for (int i = 0; i < measured.size(); i++) {
                Measured m = measured.get(i);
                csv.append(key.setting.size()).append(',').append(key.setting.inFlight()).append(',').append(key.contender)
                        .append(',').append(i + 1).append(',').append(m.calls()).append(',').append(m.cpu()).append(',')
                        .append(m.bytes()).append(',').append(m.wall()).append(',').append(m.median()).append(',')
                        .append(m.p99()).append('\n');
            }
        });
        Files.createDirectories(file.getParent());
        Files.writeString(file, csv);
    }
}
