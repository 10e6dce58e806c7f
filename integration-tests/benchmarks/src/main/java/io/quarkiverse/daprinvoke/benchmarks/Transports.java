package io.quarkiverse.daprinvoke.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures the transports to a sidecar: an endpoint that calls {@code request} of this extension, in a separate application
 * for each transport, in turns, round by round, through one daprd that listens on a port and one that listens on a Unix domain
 * socket, to the stub as the
 * application of both.
 */
final class Transports {

    /** Extra options of the JVM. */
    private static final Map<String, List<String>> CONTENDERS = new LinkedHashMap<>();

    private static final String NATIVE = "-Dquarkus.vertx.prefer-native-transport=true";
    private static final String HTTP_2 = "-Dquarkus.dapr-invoke.http-version=2";

    static {
        CONTENDERS.put("HTTP/1.1", List.of());
        CONTENDERS.put("HTTP/1.1, native transport", List.of(NATIVE));
        CONTENDERS.put("HTTP/2", List.of(HTTP_2));
        CONTENDERS.put("Unix domain socket", List.of(NATIVE));
        CONTENDERS.put("Unix domain socket, HTTP/2", List.of(NATIVE, HTTP_2));
    }

    private static final List<Setting> SETTINGS = List.of(Setting.closedLoop(100, 1), Setting.closedLoop(100, 32),
            Setting.closedLoop(100, 256), Setting.closedLoop(4096, 32));
    private static final Setting WARM_UP = Setting.closedLoop(100, 32);

    /**
     * @param client the requests of the application, each of which makes a call
     * @param sidecar the processor time of the sidecar meanwhile
     */
    private record Round(Measured client, long sidecar) {

        double sidecarMicros() {
            return sidecar / 1e3 / client.calls();
        }
    }

    private Transports() {
    }

    /**
     * @param args the directory of the built application, the program daprd, the file for the tables, how many rounds, and how
     *        many milliseconds each
     */
    public static void main(String[] args) throws Exception {
        Path application = Path.of(args[0]);
        String daprd = args[1];
        int rounds = Integer.parseInt(args[3]);
        long millis = Long.parseLong(args[4]);
        Machine machine = Machine.here();
        System.out.println(machine.describe());
        Path folder = Files.createTempDirectory("dapr");
        Map<Setting, Map<String, List<Round>>> results = new LinkedHashMap<>();
        Map<String, RunningApplication> contenders = new LinkedHashMap<>();
        List<String> behind = machine.on(Machine.STUB);
        try (Rig rig = new Rig(machine);
                Daprd onPort = new Daprd(daprd, behind, "" + rig.stubPort(), null);
                Daprd onSocket = new Daprd(daprd, behind, "" + rig.stubPort(), folder)) {
            for (Map.Entry<String, List<String>> contender : CONTENDERS.entrySet()) {
                List<String> options = new ArrayList<>(List.of("-Xms512m", "-Xmx1g", "-XX:+UseSerialGC",
                        "-Dbenchmark.sidecar-port=" + rig.stubPort(), "-Dquarkus.dapr-invoke.endpoint="
                                + (isSocket(contender.getKey()) ? onSocket : onPort).endpoint()));
                options.addAll(contender.getValue());
                contenders.put(contender.getKey(), RunningApplication.start(application.resolve("quarkus-run.jar"),
                        machine.on(Machine.APPLICATION), options));
            }
            for (RunningApplication running : contenders.values()) {
                for (int i = 0; i < 10; i++) {
                    measure(rig, running, WARM_UP, 1000);
                }
            }
            for (Setting setting : SETTINGS) {
                Map<String, List<Round>> ofSetting = results.computeIfAbsent(setting, key -> new LinkedHashMap<>());
                for (int round = 0; round < rounds; round++) {
                    for (Map.Entry<String, RunningApplication> contender : contenders.entrySet()) {
                        Daprd sidecar = isSocket(contender.getKey()) ? onSocket : onPort;
                        measure(rig, contender.getValue(), setting, millis / 5);
                        long before = sidecar.cpu();
                        Measured measured = measure(rig, contender.getValue(), setting, millis);
                        ofSetting.computeIfAbsent(contender.getKey(), key -> new ArrayList<>())
                                .add(new Round(measured, sidecar.cpu() - before));
                    }
                }
                System.out.print(table(setting, ofSetting));
            }
        } finally {
            contenders.values().forEach(RunningApplication::close);
        }
        write(Path.of(args[2]), machine, rounds, millis, results);
    }

    private static boolean isSocket(String contender) {
        return contender.startsWith("Unix");
    }

    private static Measured measure(Rig rig, RunningApplication running, Setting setting, long millis)
            throws IOException, InterruptedException {
        return rig.measure(running, Endpoint.REQUEST.path(), true, setting, millis);
    }

    private static String table(Setting setting, Map<String, List<Round>> rounds) {
        StringBuilder table = new StringBuilder("." + setting.describe() + "\n[%header,cols=\"<3,>1,>1,>1,>1\"]\n|===\n"
                + "|Transport |Calls per second |CPU of the application, µs |CPU of the sidecar, µs |Median, µs\n");
        rounds.forEach((contender, measured) -> table.append(String.format(Locale.ROOT, "|%s |%,.0f |%.1f |%.1f |%,.0f%n",
                contender, median(measured, round -> round.client().callsPerSecond()),
                median(measured, round -> round.client().cpuMicros()), median(measured, Round::sidecarMicros),
                median(measured, round -> round.client().median() / 1e3))));
        return table.append("|===\n\n").toString();
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static void write(Path file, Machine machine, int rounds, long millis,
            Map<Setting, Map<String, List<Round>>> results) throws IOException {
        StringBuilder text = new StringBuilder("// Made by the benchmark Transports, see integration-tests/benchmarks\n\n");
        text.append(machine.describe()).append(" with both sidecars. Medians of ").append(rounds).append(" rounds of ")
                .append(millis).append(" ms for each call in turn.\n\n");
        results.forEach((setting, measured) -> text.append(table(setting, measured)));
        Files.writeString(file, text.toString().stripTrailing() + "\n");
    }
}
