package io.quarkiverse.daprinvoke.torture.http2;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

/**
 * The client mode of h2spec: a server that listens on a port for each case, plays it with the client that connects, and
 * reports.
 */
final class H2spec implements AutoCloseable {

    private static final Pattern LINE = Pattern.compile("<div>(?:([0-9.]+)\\. [^<]*|<span style=\"color: (red|green);\">([^<]*)"
            + "</span><a href=\"http://127.0.0.1:(\\d+)/\"[^>]*>[^<]*</a>([^<]*))</div>((?:<div style=[^>]*>[^<]*</div>)*)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    /**
     * One of its cases.
     *
     * @param id the section of RFC 7540, and the number within it
     * @param passed {@code null} if it was not played yet
     * @param problem what h2spec says of it
     */
    record Case(String id, int port, String title, Boolean passed, String problem) {
    }

    private H2spec(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static H2spec start(Path programs) {
        for (int attempt = 0; attempt < 10; attempt++) {
            // It has a port for its report, and one for each case behind it
            int port = FreePorts.find(100);
            try {
                H2spec started = new H2spec(new ProcessBuilder(programs.resolve("h2specd").toString(), "-h", "127.0.0.1", "-p",
                        String.valueOf(port), "-f", String.valueOf(port + 1)).redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start(), port);
                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !started.process.isAlive() || started.listens());
                if (started.process.isAlive()) {
                    return started;
                }
            } catch (IOException e) {
                throw new IllegalStateException("h2specd cannot be started", e);
            }
        }
        throw new IllegalStateException("h2specd finds no free ports");
    }

    private boolean listens() {
        try {
            return !cases().isEmpty();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /**
     * @return its cases in order, with the results that there are
     */
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        String section = "";
        int number = 0;
        Matcher line = LINE.matcher(report());
        while (line.find()) {
            if (line.group(1) != null) {
                section = line.group(1);
                number = 0;
            } else {
                number++;
                Boolean passed = line.group(2).equals("green") ? Boolean.TRUE
                        : line.group(3).equals("&nbsp;&nbsp;") ? null : false;
                cases.add(new Case(section + "/" + number, Integer.parseInt(line.group(4)), line.group(5).replace("&gt;", ">"),
                        passed,
                        line.group(6).replaceAll("<[^>]*>|&nbsp;", " ").replaceAll("\\s+", " ").strip()));
            }
        }
        return cases;
    }

    private String report() {
        try {
            return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/report")).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException("h2specd does not report", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
