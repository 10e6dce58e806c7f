package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.TargetApp.Received;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * The sidecars forward a compressed payload unchanged, and decompress a response that they have asked to be compressed.
 */
@QuarkusTest
@TestProfile(CompressionTest.Profile.class)
class CompressionTest {

    private static final String ROUTES = "io.quarkiverse.daprinvoke.daprd.support.Topology#routes";
    private static final String NDJSON = "application/x-ndjson";

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    /** Configures the application under test, which is called too. */
    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.enable-decompression", "true", "quarkus.dapr-invoke.gzip-above", "4K");
        }
    }

    /** Compresses text, part by part. */
    private static final class Compressor {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final GZIPOutputStream gzip;

        Compressor() throws IOException {
            gzip = new GZIPOutputStream(bytes, 512, true);
        }

        Buffer part(String text) throws IOException {
            gzip.write(text.getBytes());
            gzip.flush();
            return taken();
        }

        Buffer end() throws IOException {
            gzip.close();
            return taken();
        }

        private Buffer taken() {
            Buffer taken = Buffer.buffer(bytes.toByteArray());
            bytes.reset();
            return taken;
        }

        static Buffer whole(String text) throws IOException {
            Compressor compressor = new Compressor();
            return compressor.part(text).appendBuffer(compressor.end());
        }
    }

    static Stream<Arguments> encodings() {
        return Topology.onBothRoutes(arguments("gzip"), arguments("deflate"), arguments("gzip, br"));
    }

    /** The sidecars ignore the header and do not read the bytes, so the test sends wrong headers, too. */
    @ParameterizedTest
    @MethodSource("encodings")
    void aPayloadReachesTheApplicationAsItIs(String route, String encoding) throws IOException {
        Buffer bytes = Compressor.whole("some text".repeat(1000));

        Calls.item(caller.any.send(Calls.<Object> to(route, "foo", bytes).header("content-encoding", encoding)));
        Calls.item(caller.streams.send(Calls.to(route, "foo", Multi.createFrom().item(bytes))
                .header("content-encoding", encoding)));

        assertThat(DAPR.target().received()).hasSize(2).allSatisfy(call -> {
            assertThat(call.headers().getAll("content-encoding")).containsExactly(encoding);
            assertThat(call.body()).isEqualTo(bytes);
        });
        Received whole = DAPR.target().received().get(0);
        assertThat(whole.headers().getAll("content-length")).containsExactly(String.valueOf(bytes.length()));
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void aPayloadAboveTheSizeArrivesCompressed(String route) throws IOException {
        String text = "some text".repeat(1000);

        Calls.item(caller.any.send(Calls.<Object> to(route, "foo", text)));

        Received call = DAPR.target().call();
        assertThat(call.headers().getAll("content-encoding")).containsExactly("gzip");
        assertThat(call.headers().getAll("content-length")).containsExactly(String.valueOf(call.body().length()));
        assertThat(call.headers().getAll("content-type")).containsExactly("text/plain");
        assertThat(call.body().length()).isLessThan(text.length());
        try (GZIPInputStream decompressed = new GZIPInputStream(new ByteArrayInputStream(call.body().getBytes()))) {
            assertThat(decompressed).hasContent(text);
        }
    }

    @Test
    void aQuarkusApplicationDecompressesAPayload() throws IOException {
        assertThat(Calls.item(caller.text.request(Calls.<Object> to(Topology.SELF, "own", Compressor.whole("text"))
                .contentType("text/plain").header("content-encoding", "gzip")))).isEqualTo("own text");
        assertThat(Calls.item(caller.text.request(Calls.<Object> to(Topology.SELF, "own", "text")))).isEqualTo("own text");
        String large = "some text".repeat(1000);
        assertThat(Calls.item(caller.text.request(Calls.<Object> to(Topology.SELF, "own", large)))).isEqualTo("own " + large);
    }

    /** The sidecar asks for compression, and decompresses the response while it arrives. */
    @ParameterizedTest
    @MethodSource(ROUTES)
    void valuesOfAReplyArriveAsTheyAreSent(String route) throws Exception {
        CompletableFuture<HttpServerResponse> reply = new CompletableFuture<>();
        DAPR.target().answer(response -> reply.complete(
                response.putHeader("content-type", NDJSON).putHeader("content-encoding", "gzip").setChunked(true)));
        BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        caller.values.request(Calls.<Void> to(route, "foo", null)).onItem().transformToMulti(values -> values).subscribe()
                .with(received::add, ended::completeExceptionally, () -> ended.complete(null));
        HttpServerResponse response = reply.get(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS);
        Compressor compressor = new Compressor();

        for (int i = 1; i <= 3; i++) {
            response.write(compressor.part("{\"n\":" + i + "}\n"));
            assertThat(received.poll(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Map.of("n", i));
            assertThat(ended).isNotDone();
        }
        response.end(compressor.end());

        ended.get(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(DAPR.target().call().headers().getAll("accept-encoding")).containsExactly("gzip");
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void aFileIsDecompressed(String route) throws IOException {
        DAPR.target().answer(response -> response.putHeader("content-encoding", "gzip")
                .end(compressed("some text")));

        Path file = Calls.item(caller.files.request(Calls.to(route, "foo")));

        try {
            assertThat(file).hasContent("some text");
        } finally {
            Files.delete(file);
        }
    }

    /** If the call itself asks for compression, bytes and files stay compressed, and streams of values are refused. */
    @ParameterizedTest
    @MethodSource(ROUTES)
    void aReplyThatTheCallHasAskedForStaysCompressed(String route) throws IOException {
        Buffer bytes = compressed("{\"n\":1}\n");
        DAPR.target().answer(response -> response.putHeader("content-type", NDJSON).putHeader("content-encoding", "gzip")
                .end(bytes));

        assertThat(Calls.item(caller.any.exchange(Calls.to(route, "foo").header("accept-encoding", "gzip"))).body())
                .isEqualTo(bytes);
        Path file = Calls.item(caller.files.request(Calls.to(route, "foo").header("accept-encoding", "gzip")));
        try {
            assertThat(file).hasBinaryContent(bytes.getBytes());
        } finally {
            Files.delete(file);
        }
        assertThat(Calls.failure(ResponseDecodingException.class,
                caller.values.request(Calls.<Void> to(route, "foo", null).header("accept-encoding", "gzip"))))
                .hasMessageContaining("gzip");
    }

    private static Buffer compressed(String text) {
        try {
            return Compressor.whole(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
