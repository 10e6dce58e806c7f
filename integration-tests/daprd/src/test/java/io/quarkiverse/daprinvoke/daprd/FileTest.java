package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.TargetApp.Received;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;

/**
 * Files reach the application, and come from there, byte for byte.
 */
@QuarkusTest
class FileTest {

    private static final String BYTES = "application/octet-stream";

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.createTempFile("payload", ".bin");
    }

    @AfterEach
    void deleteFile() throws IOException {
        Files.delete(file);
    }

    /** The limit of the sidecars is 4 MiB. */
    static Stream<Arguments> payloads() {
        return Topology.onBothRoutes(arguments(1), arguments(65_536), arguments(65_537), arguments(4 << 20));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void aPayloadArrivesWithItsLength(String route, int length) throws IOException {
        Buffer content = randomBytes(length);
        Files.write(file, content.getBytes());

        for (Object payload : new Object[] { file, file.toFile() }) {
            Calls.item(caller.any.send(Calls.to(route, "foo", payload)));
        }

        assertThat(DAPR.target().received()).hasSize(2).allSatisfy(call -> {
            assertThat(call.body()).isEqualTo(content);
            assertThat(call.headers().getAll("content-length")).containsExactly(String.valueOf(length));
            assertThat(call.headers().contains("transfer-encoding")).isFalse();
            assertThat(call.headers().getAll("content-type")).containsExactly(BYTES);
        });
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void anEmptyPayloadArrivesAsNoContent(String route) {
        Calls.item(caller.any.send(Calls.<Object> to(route, "foo", file).contentType("text/csv")));

        Received call = DAPR.target().call();
        assertThat(call.body().length()).isZero();
        assertThat(call.headers().getAll("content-type")).containsExactly("text/csv");
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void aReplyIsWhatTheApplicationHasSent(String route) throws IOException {
        Buffer content = randomBytes(20 << 20);
        DAPR.target().answerWith(200, BYTES, content);

        Path reply = Calls.item(caller.files.request(Calls.to(route, "foo")));

        try {
            assertThat(Buffer.buffer(Files.readAllBytes(reply))).isEqualTo(content);
        } finally {
            Files.delete(reply);
        }
    }

    /** The sidecar ends the response in the place of the application, see {@link CutReplyTest}. */
    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void aReplyThatBreaksOffLooksComplete(String route) throws Exception {
        DAPR.target().handleWith(request -> request.response().putHeader("content-type", BYTES)
                .putHeader("content-length", "1000").write("0123456789")
                .onComplete(written -> request.connection().close()));

        Path reply = Calls.item(caller.files.request(Calls.to(route, "foo")));

        try {
            assertThat(reply).hasContent("0123456789");
        } finally {
            Files.delete(reply);
        }
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void aReplyThatIsNoLongerWantedEndsAtTheApplication(String route) throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        DAPR.target().answer(response -> {
            response.closeHandler(nothing -> closed.complete(null)).setChunked(true).write("some");
            begun.complete(null);
        });
        InvokeMethodParameters<Object> call = Calls.to(route, "foo");
        CompletableFuture<Path> reply = caller.files.request(call).subscribeAsCompletionStage();
        begun.get(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS);

        reply.cancel(false);

        closed.get(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static Buffer randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return Buffer.buffer(bytes);
    }
}
