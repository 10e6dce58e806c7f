package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.Multipart;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * How large bodies may be: requests as much as the sidecar allows, which is 4 MiB, responses as much as the caller does.
 */
@QuarkusTest
class BodySizeTest {

    private static final String ROUTES = "io.quarkiverse.daprinvoke.daprd.support.Topology#routes";
    private static final int LIMIT = 4 << 20;

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    static Stream<Arguments> allowed() {
        return Topology.onBothRoutes(arguments(LIMIT - 1), arguments(LIMIT));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void knownLengthWithinTheLimit(String route, int length) {
        Buffer bytes = randomBytes(length);
        Calls.item(caller.any.send(Calls.to(route, "foo", bytes)));
        assertThat(DAPR.target().call().body()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void streamWithinTheLimit(String route, int length) {
        Buffer bytes = randomBytes(length);
        Calls.item(caller.streams.send(Calls.to(route, "foo", chunks(bytes))));
        assertThat(DAPR.target().call().body()).isEqualTo(bytes);
    }

    static Stream<Arguments> tooLarge() {
        return Topology.onBothRoutes(arguments(LIMIT + 2), arguments(LIMIT + 1024), arguments(6 << 20));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void knownLengthBeyondTheLimit(String route, int length) {
        assertRefused(caller.any.send(Calls.to(route, "foo", randomBytes(length))), route, "stream too large");
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void streamBeyondTheLimit(String route, int length) {
        assertRefused(caller.streams.send(Calls.to(route, "foo", chunks(randomBytes(length)))), route,
                "stream too large");
    }

    static Stream<Arguments> files() {
        return Topology.onBothRoutes(arguments(LIMIT + 2), arguments(64 << 20));
    }

    /** The sidecar answers before it has read all of the larger file. */
    @ParameterizedTest
    @MethodSource("files")
    void filesAndFormsBeyondTheLimit(String route, int length) throws IOException {
        Path file = Files.createTempFile("payload", ".bin");
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(length);
            assertRefused(caller.any.send(Calls.to(route, "foo", file)), route, "stream too large");
            assertRefused(caller.any.send(Calls.to(route, "foo", Multipart.form().file("a", file))), route,
                    "stream too large");
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void valuesBeyondTheLimit(String route, int length) {
        Map<String, Object> value = Map.of("text", "x".repeat(64 * 1024));
        assertRefused(caller.rows.send(Calls.to(route, "foo",
                Multi.createFrom().range(0, length / (64 * 1024) + 1).map(n -> value))), route, "stream too large");
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void oneByteBeyondTheLimit(String route) {
        assertRefused(caller.any.send(Calls.to(route, "foo", randomBytes(LIMIT + 1))), route,
                "(http: ContentLength=4194305 with Body length 4194304|stream too large)");
    }

    /**
     * Without a length the sidecar does not notice that it has dropped the last byte, and the call succeeds; unless the end of
     * the stream comes later than that byte.
     */
    @ParameterizedTest
    @MethodSource(ROUTES)
    void theOneByteBeyondTheLimitOfAStreamNeverArrives(String route) {
        Buffer bytes = randomBytes(LIMIT + 1);
        Uni<Void> call = caller.streams.send(Calls.to(route, "foo", chunks(bytes))).memoize().indefinitely();
        if (call.onItem().transform(sent -> true).onFailure().recoverWithItem(false).await().atMost(Calls.LIMIT)) {
            assertThat(DAPR.target().call().body()).isEqualTo(bytes.slice(0, LIMIT));
        } else {
            assertRefused(call, route, "stream too large");
        }
    }

    /**
     * The application may have seen a part, but never a whole call.
     *
     * @param reason a regular expression
     */
    private static void assertRefused(Uni<Void> call, String route, String reason) {
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class, call);
        assertThat(failure.statusCode()).isEqualTo(500);
        assertThat(failure.errorCode()).isEqualTo("ERR_DIRECT_INVOKE");
        assertThat(failure.errorMessage()).matches("(?s)failed to invoke, id: " + route + ", err: .*" + reason);
        assertThat(DAPR.target().received()).isEmpty();
    }

    static Stream<Arguments> replies() {
        return Topology.onBothRoutes(arguments(200, LIMIT - 1), arguments(200, LIMIT), arguments(200, LIMIT + 1),
                arguments(200, 9 << 20), arguments(500, LIMIT + 1), arguments(500, 9 << 20));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void repliesAreNotLimitedByTheSidecar(String route, int status, int length) {
        Buffer bytes = randomBytes(length);
        DAPR.target().answerWith(status, "application/octet-stream", bytes);
        InvokeResponse<Buffer> response = Calls.item(caller.any.exchange(Calls.to(route, "foo", "x")));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(bytes);
        assertThat(DAPR.target().received()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void repliesAreLimitedByTheCaller(String route) {
        DAPR.target().answerWith(200, "application/octet-stream", randomBytes((10 << 20) + 1));
        assertThat(Calls.failure(ResponseDecodingException.class,
                caller.any.exchange(Calls.to(route, "foo", "x")))).hasMessageContaining("max-response-size");
    }

    private static Buffer randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return Buffer.buffer(bytes);
    }

    private static Multi<Buffer> chunks(Buffer bytes) {
        int size = 64 * 1024;
        return Multi.createFrom().range(0, (bytes.length() + size - 1) / size)
                .map(i -> bytes.slice(i * size, Math.min((i + 1) * size, bytes.length())));
    }
}
