package io.quarkiverse.daprinvoke.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Every measured round, in the order of the cases and the endpoints.
 */
final class Results {

    /**
     * An application and how it is called.
     *
     * @param eventLoops how many event loops it has
     * @param byDefault whether Quarkus chose the number
     */
    record Case(int eventLoops, boolean byDefault, Setting setting) {

        String describe() {
            return setting.describe() + ", " + eventLoops + (eventLoops == 1 ? " event loop" : " event loops")
                    + (byDefault ? " (the default)" : "");
        }
    }

    private final Map<Case, Map<String, List<Measured>>> rounds = new LinkedHashMap<>();

    void add(Case measuredCase, Endpoint endpoint, Measured measured) {
        rounds.computeIfAbsent(measuredCase, key -> new LinkedHashMap<>())
                .computeIfAbsent(endpoint.path(), key -> new ArrayList<>()).add(measured);
    }

    List<Case> cases() {
        return List.copyOf(rounds.keySet());
    }

    /**
     * @param paths those of endpoints
     */
    boolean has(Case measuredCase, String... paths) {
        return rounds.get(measuredCase).keySet().containsAll(List.of(paths));
    }

    Spread figure(Case measuredCase, Endpoint endpoint, ToDoubleFunction<Measured> figure) {
        return Spread.of(rounds.get(measuredCase).get(endpoint.path()).stream().map(figure::applyAsDouble).toList());
    }

    /**
     * Divides round by round, because what slows the machine down for a while slows both.
     *
     * @param other the path of the endpoint to divide by
     */
    Spread ratio(Case measuredCase, Endpoint endpoint, String other, ToDoubleFunction<Measured> figure) {
        return ratio(measuredCase, endpoint, other, (round, path) -> figure.applyAsDouble(round(measuredCase, path, round)));
    }

    /**
     * Divides round by round what the endpoints cost beyond the one that makes no call.
     *
     * @param other the path of the endpoint to divide by
     */
    Spread netRatio(Case measuredCase, Endpoint endpoint, String other, ToDoubleFunction<Measured> figure) {
        return ratio(measuredCase, endpoint, other, (round, path) -> figure.applyAsDouble(round(measuredCase, path, round))
                - figure.applyAsDouble(round(measuredCase, endpoint.alone(), round)));
    }

    /**
     * Subtracts round by round.
     *
     * @param other the path of the endpoint to subtract
     */
    Spread difference(Case measuredCase, Endpoint endpoint, String other, ToDoubleFunction<Measured> figure) {
        return spread(measuredCase, endpoint, round -> figure.applyAsDouble(round(measuredCase, endpoint.path(), round))
                - figure.applyAsDouble(round(measuredCase, other, round)));
    }

    private interface RoundFigure {

        double of(int round, String path);
    }

    private Spread ratio(Case measuredCase, Endpoint endpoint, String other, RoundFigure figure) {
        return spread(measuredCase, endpoint, round -> figure.of(round, endpoint.path()) / figure.of(round, other));
    }

    private Spread spread(Case measuredCase, Endpoint endpoint, IntToDoubleFunction ofRound) {
        int count = rounds.get(measuredCase).get(endpoint.path()).size();
        return Spread.of(IntStream.range(0, count).mapToDouble(ofRound).boxed().toList());
    }

    private Measured round(Case measuredCase, String path, int round) {
        return rounds.get(measuredCase).get(path).get(round);
    }

    void writeTo(Path file) throws IOException {
        StringBuilder csv = new StringBuilder("event_loops,payload_bytes,connections,interval_us,endpoint,round,requests,"
                + "cpu_ns,allocated_bytes,wall_ns,median_ns\n");
        rounds.forEach((measuredCase, endpoints) -> endpoints.forEach((path, measured) -> {
            for (int i = 0; i < measured.size(); i++) {
                Measured m = measured.get(i);
                Setting setting = measuredCase.setting();
                csv.append(String.join(",", "" + measuredCase.eventLoops(), "" + setting.size(), "" + setting.connections(),
                        "" + setting.intervalMicros(), path, "" + (i + 1), "" + m.calls(), "" + m.cpu(), "" + m.bytes(),
                        "" + m.wall(), "" + m.median())).append('\n');
            }
        }));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, csv);
    }
}
