package io.quarkiverse.daprinvoke.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import com.sun.management.OperatingSystemMXBean;

/**
 * The machine of the measurement.
 */
record Machine(String processor, int cores, long memory, String system, String jvm, boolean pinned) {

    /** The measured application, and what calls it and is called by it. */
    static final int APPLICATION = 0;
    static final int STUB = 1;

    static Machine here() throws IOException, InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(processorModel(), Runtime.getRuntime().availableProcessors(), system.getTotalMemorySize(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version") + " ("
                        + System.getProperty("java.vendor") + ")",
                canPin());
    }

    private static String processorModel() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return "unknown";
        }
        return Files.readAllLines(info).stream().filter(line -> line.startsWith("model name")).findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).trim()).orElse("unknown");
    }

    private static boolean canPin() throws InterruptedException {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            return false;
        }
        try {
            Process process = new ProcessBuilder("taskset", "-c", APPLICATION + "," + STUB, "true").start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * @return the words with which a command that is to run on one core begins, none if cores cannot be chosen
     */
    List<String> on(int core) {
        return pinned ? List.of("taskset", "-c", "" + core) : List.of();
    }

    String describe() {
        return describe(pinned ? "the application pinned to one core, the load generator and the stub to another"
                : "nothing pinned to a core, because there are fewer than two or no taskset");
    }

    String describe(String pinning) {
        return String.format(Locale.ROOT, "%s, %d cores, %.0f GiB of memory, %s, %s; %s", processor, cores,
                memory / (double) (1 << 30), system, jvm, pinning);
    }
}
