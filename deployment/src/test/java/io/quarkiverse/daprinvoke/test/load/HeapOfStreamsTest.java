package io.quarkiverse.daprinvoke.test.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * A packaged application with a heap of 32 MiB streams what is several times larger. {@code -Dstreamed.mebibytes=1024} makes
 * the files larger. It prints how much of the heap was still in use after a garbage collection, at most.
 */
class HeapOfStreamsTest {

    private static final int MEBIBYTES = Integer.getInteger("streamed.mebibytes", 128);
    private static final long SIZE = MEBIBYTES * 1024L * 1024;

    /** Some 100 MB in all. */
    private static final int VALUES = 100_000;
    private static final int TEXT = 1000;
    private static final long SUM_OF_IDS = VALUES * (VALUES - 1L) / 2;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern COLLECTION = Pattern.compile("Pause .*\\d+M->(\\d+)M\\(");
    private static final Path GC_LOG = Path.of("target", "heap-of-streams-gc.log").toAbsolutePath();

    private static final HttpServer SIDECAR = sidecar();

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Streaming.class, Streaming.Row.class))
            .setApplicationName("streaming").setApplicationVersion("1")
            // This module has the extension for tests only
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest-jackson", Version.getVersion())))
            // Otherwise an application that is out of memory goes on, and its calls hang
            .setJVMArgs(List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xlog:gc:file=" + GC_LOG))
            .setRuntimeProperties(Map.of("quarkus.http.port", "0", "quarkus.dapr-invoke.endpoint",
                    "http://127.0.0.1:" + SIDECAR.getAddress().getPort()))
            .setRun(true);

    @TempDir
    static Path folder;

    @AfterAll
    static void stop() {
        SIDECAR.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "file", "multipart", "multipart-stream", "chunks" })
    void sendsMoreThanItHolds(String payload) throws Exception {
        Path file = folder.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(SIZE);
        }
        long framing = payload.startsWith("multipart") ? 1000 : 0;
        assertThat(call("send/" + payload + "?file=" + file)).isBetween(SIZE, SIZE + framing);
    }

    @Test
    void sendsMoreValuesThanItHolds() throws Exception {
        assertThat(call("send/values?count=" + VALUES + "&text=" + TEXT)).isBetween((long) VALUES * TEXT,
                (long) VALUES * (TEXT + 100));
    }

    @ParameterizedTest
    @ValueSource(strings = { "file", "chunks" })
    void receivesMoreThanItHolds(String reply) throws Exception {
        assertThat(call("receive/" + reply)).isEqualTo(SIZE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "x-ndjson", "event-stream", "json", "json-seq" })
    void receivesMoreValuesThanItHolds(String format) throws Exception {
        assertThat(call("receive/values?format=" + format)).isEqualTo(SUM_OF_IDS);
    }

    private static long call(String resource) throws Exception {
        int collections = collections().size();
        long begun = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + resource)).timeout(PATIENCE).build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        List<Integer> during = collections();
        System.out.printf("%s: %d ms, at most %d MiB left after one of %d garbage collections%n",
                resource.replaceFirst("file=.*", MEBIBYTES + " MiB"), millis,
                during.stream().skip(collections).mapToInt(left -> left).max().orElse(0), during.size() - collections);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Long.parseLong(response.body());
    }

    private static List<Integer> collections() throws IOException {
        return COLLECTION.matcher(Files.readString(GC_LOG)).results().map(found -> Integer.valueOf(found.group(1))).toList();
    }

    private static String url() {
        Matcher address = Pattern.compile("Listening on: http://[^:]+:(\\d+)").matcher(APP.getStartupConsoleOutput());
        assertThat(address.find()).isTrue();
        return "http://localhost:" + address.group(1) + "/";
    }

    private static HttpServer sidecar() {
        try {
            HttpServer sidecar = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            sidecar.createContext("/v1.0/invoke/archive/method/", HeapOfStreamsTest::answer);
            sidecar.start();
            return sidecar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            switch (path.substring(path.lastIndexOf('/') + 1)) {
                case "count" -> {
                    byte[] count = String.valueOf(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()))
                            .getBytes(StandardCharsets.US_ASCII);
                    exchange.sendResponseHeaders(200, count.length);
                    exchange.getResponseBody().write(count);
                }
                case "bytes" -> {
                    exchange.sendResponseHeaders(200, SIZE);
                    byte[] chunk = new byte[Streaming.CHUNK];
                    for (long i = 0; i < SIZE / chunk.length; i++) {
                        exchange.getResponseBody().write(chunk);
                    }
                }
                case "x-ndjson" -> writeValues(exchange, "application/x-ndjson", "", "", "\n", "");
                case "event-stream" -> writeValues(exchange, "text/event-stream", "", "data: ", "\n\n", "");
                case "json" -> writeValues(exchange, "application/json", "[{\"id\":0}", ",", "", "]");
                case "json-seq" -> writeValues(exchange, "application/json-seq", "", "\u001E", "\n", "");
                default -> throw new IllegalArgumentException(path);
            }
        }
    }

    private static void writeValues(HttpExchange exchange, String contentType, String beginning, String before, String after,
            String end) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        String text = "x".repeat(TEXT);
        body.write(beginning.getBytes(StandardCharsets.US_ASCII));
        for (int id = 0; id < VALUES; id++) {
            body.write((before + "{\"id\":" + id + ",\"text\":\"" + text + "\"}" + after).getBytes(StandardCharsets.US_ASCII));
        }
        body.write(end.getBytes(StandardCharsets.US_ASCII));
    }
}
