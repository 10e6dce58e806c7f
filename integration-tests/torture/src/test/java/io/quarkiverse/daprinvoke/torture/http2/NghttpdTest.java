package io.quarkiverse.daprinvoke.torture.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;

/**
 * Calls over HTTP/2 to the server of nghttp2, which is no relative of the client: with padding, with trailers, with windows of
 * 255
 * bytes, one stream at a time, without lengths, and with responses that begin early.
 */
@QuarkusTest
@QuarkusTestResource(value = Switch.class, restrictToAnnotatedClass = true)
class NghttpdTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LARGE = 4 * 1024 * 1024 + 1;

    Switch sidecar;

    @Inject
    Http2Emitters emitters;

    @TempDir
    Path folder;

    private Nghttpd server;

    /** The arguments of nghttpd. */
    static Stream<List<String>> kinds() {
        return Stream.of(List.of(), List.of("--padding=255", "--trailer=x-end: of the reply"), List.of("--window-bits=8"),
                List.of("--max-concurrent-streams=1"), List.of("--no-content-length", "--encoder-header-table-size=0"),
                List.of("--early-response"));
    }

    private void start(List<String> options) throws IOException {
        assumeTrue(Nghttpd.find().isPresent(), "there is no nghttpd: install the package nghttp2-server");
        Path files = Files.createDirectories(folder.resolve("v1.0/invoke/app/method"));
        Files.write(files.resolve("large"), content(LARGE));
        server = Nghttpd.start(folder, options);
        sidecar.to(server.port());
    }

    @AfterEach
    void stop() {
        sidecar.hangUp();
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void callsOfAllSizesGetTheirOwnReplies(List<String> options) throws IOException {
        start(options);
        for (int size : new int[] { 0, 1, 16_383, 16_384, 16_385, 65_535, 65_536, 300_000 }) {
            assertThat(echoed(size)).as("%d bytes", size).isEqualTo(content(size));
        }
        assertThat(get("large").body().getBytes()).isEqualTo(content(LARGE));
        assertThat(get("missing").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void manyAtTheSameTimeGetTheirOwnReplies(List<String> options) throws IOException {
        start(options);
        List<Uni<InvokeResponse<Buffer>>> calls = IntStream.range(0, 500).mapToObj(i -> post(content(i * 7))).toList();
        List<InvokeResponse<Buffer>> replies = Uni.join().all(calls).andFailFast().await().atMost(PATIENCE);
        for (int i = 0; i < replies.size(); i++) {
            assertThat(replies.get(i).body().getBytes()).as("call %d", i).isEqualTo(content(i * 7));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void streamsGoBothWays(List<String> options) throws IOException {
        start(options);
        byte[] whole = content(LARGE);
        Multi<Buffer> payload = Multi.createFrom().range(0, 65).map(
                i -> Buffer.buffer(Arrays.copyOfRange(whole, i * 65_536, Math.min(whole.length, (i + 1) * 65_536))));
        Buffer echoed = emitters.streams.request(to("POST", "echo", payload))
                .flatMap(reply -> reply.body().collect().in(Buffer::buffer, Buffer::appendBuffer)).await().atMost(PATIENCE);
        assertThat(echoed.getBytes()).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aReplyThatIsCancelledLeavesTheOthers(List<String> options) throws IOException {
        start(options);
        AssertSubscriber<Buffer> cancelled = emitters.streams.request(to("GET", "large", (Multi<Buffer>) null)).toMulti()
                .flatMap(InvokeResponse::body).subscribe().withSubscriber(AssertSubscriber.create(1));
        cancelled.awaitItems(1, PATIENCE).cancel();
        for (int i = 0; i < 5; i++) {
            assertThat(echoed(1000 + i)).isEqualTo(content(1000 + i));
        }
    }

    private byte[] echoed(int size) {
        return post(content(size)).await().atMost(PATIENCE).body().getBytes();
    }

    private Uni<InvokeResponse<Buffer>> post(byte[] body) {
        return emitters.whole.exchange(to("POST", "echo", Buffer.buffer(body)));
    }

    private InvokeResponse<Buffer> get(String file) {
        return emitters.whole.exchange(to("GET", file, (Buffer) null)).await().atMost(PATIENCE);
    }

    private static <T> InvokeMethodParameters<T> to(String verb, String method, T body) {
        return InvokeMethodParameters.of(body).binding("verb", verb).binding("method", method);
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }
}
