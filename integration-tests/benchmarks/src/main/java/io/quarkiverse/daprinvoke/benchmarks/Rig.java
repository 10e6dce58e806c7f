package io.quarkiverse.daprinvoke.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * The stub and the load generator, which share a core that the measured application does not use.
 */
final class Rig implements AutoCloseable {

    private final Child stub;
    private final Child generator;
    private final int stubPort;

    Rig(Machine machine) throws IOException {
        if (Runtime.version().feature() < 21) {
            throw new IllegalStateException("Allocations of all threads can be counted from Java 21 on: set JAVA_HOME");
        }
        stub = child(machine, Stub.class);
        generator = child(machine, LoadGenerator.class);
        stubPort = Integer.parseInt(stub.hear());
    }

    private static Child child(Machine machine, Class<?> program) throws IOException {
        return new Child(machine.on(Machine.STUB), List.of("-Xmx512m", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), program.getName()));
    }

    int stubPort() {
        return stubPort;
    }

    /**
     * @param path of the endpoint
     * @param calls whether each request is to make one call
     * @return the cost of the requests to the application
     * @throws IllegalStateException if a request failed or a call was lost
     */
    Measured measure(RunningApplication application, String path, boolean calls, Setting setting, long millis)
            throws IOException, InterruptedException {
        String[] before = application.get("/cost/after-collection").split(" ");
        generator.say(String.join(" ", "" + application.port(), path + "?size=" + setting.size(), "" + setting.connections(),
                "" + setting.intervalMicros(), "" + millis));
        String answer = generator.hear();
        String[] after = application.get("/cost").split(" ");
        if (!Character.isDigit(answer.charAt(0))) {
            throw new IllegalStateException(path + " failed: " + answer);
        }
        String[] load = answer.split(" ");
        Measured measured = new Measured(Long.parseLong(load[0]), difference(before, after, 0), difference(before, after, 1),
                Long.parseLong(load[1]), Long.parseLong(load[2]));
        stub.say("");
        long invocations = Long.parseLong(stub.hear());
        if (invocations != (calls ? measured.calls() : 0)) {
            throw new IllegalStateException(path + " was requested " + measured.calls() + " times, and made " + invocations
                    + " calls: " + setting.describe());
        }
        return measured;
    }

    private static long difference(String[] before, String[] after, int word) {
        return Long.parseLong(after[word]) - Long.parseLong(before[word]);
    }

    /**
     * @return how many event loops the application has
     */
    static int eventLoops(RunningApplication application) throws IOException, InterruptedException {
        return Integer.parseInt(application.get("/cost").split(" ")[2]);
    }

    @Override
    public void close() {
        generator.close();
        stub.close();
    }
}
