package io.quarkiverse.daprinvoke.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process of an application.
 */
public final class RunningApplication implements AutoCloseable {

    private static final Pattern STARTED = Pattern
            .compile("started in (\\d+\\.\\d+)s\\. Listening on: (http://\\S+?)(?:\\s|$)");

    private final Process process;
    private final long launched;
    private final double startSeconds;
    private final URI uri;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningApplication(Process process, long launched, double startSeconds, URI uri) {
        this.process = process;
        this.launched = launched;
        this.startSeconds = startSeconds;
        this.uri = uri;
    }

    /**
     * Returns when the application says that it listens.
     *
     * @param prefix what comes before {@code java} in the command line
     * @param options further options of the Java virtual machine
     */
    public static RunningApplication start(Path jar, List<String> prefix, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        return start(command);
    }

    /**
     * Returns when the application says that it listens.
     */
    public static RunningApplication start(List<String> command) throws IOException, InterruptedException {
        long launched = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output = process.inputReader();
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.append(line).append('\n');
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                drain(output);
                return new RunningApplication(process, launched, Double.parseDouble(started.group(1)),
                        URI.create(started.group(2)));
            }
        }
        throw new IllegalStateException("The application did not start, exit status " + process.waitFor() + ":\n" + seen);
    }

    /** A full pipe would stop the application. Only what is unusual is shown. */
    private static void drain(BufferedReader output) {
        Thread thread = new Thread(() -> {
            try (output) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    if (!line.contains(" INFO ")) {
                        System.out.println("  > " + line);
                    }
                }
            } catch (IOException e) {
                // The process has been ended
            }
        }, "output");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return uri.getPort();
    }

    /**
     * @return how long Quarkus itself says that the start took, in milliseconds
     */
    public double startMillis() {
        return startSeconds * 1000;
    }

    /**
     * @return the time since the process was launched, in milliseconds
     */
    public double ageMillis() {
        return (System.nanoTime() - launched) / 1e6;
    }

    /**
     * @return the processor time that the process has taken, in milliseconds
     */
    public double cpuMillis() {
        return process.info().totalCpuDuration().orElseThrow().toMillis();
    }

    /**
     * @return the memory of the process that is in use, in bytes; on Linux only
     */
    public long residentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IllegalStateException("The system does not say how much memory the process has");
    }

    public String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri.resolve(path)).build());
    }

    public String post(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri.resolve(path)).POST(BodyPublishers.noBody()).build());
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("The application answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
