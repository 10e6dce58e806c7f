package io.quarkiverse.daprinvoke.torture.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;

import io.vertx.core.json.JsonObject;

/**
 * A toxiproxy with one proxy. It may hang while faults of connections that are in use change; then it is started anew, which
 * ends
 * all connections.
 */
final class Toxiproxy implements AutoCloseable {

    /** One of its faults: the direction, upstream to the sidecar or downstream from it, and how many connections have it. */
    record Toxic(String type, boolean upstream, double toxicity, JsonObject attributes) {

        static Toxic of(String type, boolean upstream, Object... attributes) {
            JsonObject json = new JsonObject();
            for (int i = 0; i < attributes.length; i += 2) {
                json.put((String) attributes[i], attributes[i + 1]);
            }
            return new Toxic(type, upstream, 1, json);
        }

        Toxic toxicity(double part) {
            return new Toxic(type, upstream, part, attributes);
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path program;
    private final int sidecar;
    private final int port = FreePort.find();
    private final List<Toxic> toxics = new ArrayList<>();
    private Process process;
    private String api;
    private int names;
    private int restarts;

    /**
     * @param programs the folder with the program
     * @param sidecar the port that the proxy passes connections on to
     */
    Toxiproxy(Path programs, int sidecar) {
        program = programs.resolve("toxiproxy-server");
        this.sidecar = sidecar;
        start();
    }

    private void start() {
        Awaitility.await().atMost(PATIENCE).until(this::hasStarted);
        JsonObject way = new JsonObject().put("name", "way").put("listen", "127.0.0.1:" + port)
                .put("upstream", "127.0.0.1:" + sidecar).put("enabled", true);
        Awaitility.await().atMost(PATIENCE).until(() -> isDone("POST", "/proxies", way));
    }

    /** It does not start if somebody else has taken the port meanwhile. */
    private boolean hasStarted() {
        int apiPort = FreePort.find();
        api = "http://127.0.0.1:" + apiPort;
        try {
            process = new ProcessBuilder(program.toString(), "-host", "127.0.0.1", "-port", String.valueOf(apiPort))
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new IllegalStateException("toxiproxy cannot be started", e);
        }
        Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive() || isDone("GET", "/version", null));
        return process.isAlive();
    }

    private void restart() {
        restarts++;
        process.destroyForcibly().onExit().join();
        start();
        toxics.forEach(this::put);
    }

    /**
     * @return how often it was started anew
     */
    int restarts() {
        return restarts;
    }

    /**
     * @return where the application finds the way to the sidecar
     */
    int port() {
        return port;
    }

    void add(Toxic toxic) {
        toxics.add(toxic);
        if (!put(toxic)) {
            restart();
        }
    }

    private boolean put(Toxic toxic) {
        return isDone("POST", "/proxies/way/toxics", new JsonObject().put("name", "toxic-" + names++)
                .put("type", toxic.type()).put("stream", toxic.upstream() ? "upstream" : "downstream")
                .put("toxicity", toxic.toxicity()).put("attributes", toxic.attributes()));
    }

    /** Connections go through again, and unharmed. */
    void reset() {
        toxics.clear();
        change("/reset", null);
    }

    /** Ends all connections, and takes no more. */
    void interrupt() {
        change("/proxies/way", new JsonObject().put("enabled", false));
    }

    /** Takes connections again. */
    void resume() {
        change("/proxies/way", new JsonObject().put("enabled", true));
    }

    private void change(String path, JsonObject what) {
        while (!isDone("POST", path, what)) {
            restart();
        }
    }

    private boolean isDone(String verb, String path, JsonObject body) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(api + path)).timeout(ANSWER).method(verb,
                    body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.encode()))
                    .build(), HttpResponse.BodyHandlers.discarding()).statusCode() < 300;
        } catch (IOException e) {
            return false;
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
