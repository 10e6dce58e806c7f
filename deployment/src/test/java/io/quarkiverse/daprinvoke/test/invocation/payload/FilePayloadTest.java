package io.quarkiverse.daprinvoke.test.invocation.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.Multipart;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.OpenFiles;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar.Connection;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * A file is sent as its content, with its length, while it is read.
 */
class FilePayloadTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(OpenFiles.class)
            .overrideRuntimeConfigKey("steered", SteeredSidecar.get().url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.again.retry.max-attempts", "2")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.again.retry.initial-back-off", "1ms");

    /** More than the buffers of two sockets take. */
    private static final int LARGE = 32 * 1024 * 1024;

    final RawSidecar sidecar = SharedSidecar.get();

    /** Not with TempDir, which does not reach the instance in the application. */
    private Path directory;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "store")
    Emitter<Path> path;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "store")
    Emitter<File> file;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "store")
    Emitter<Object> object;

    @Inject
    @DaprInvoke(name = "again", appId = "archive", methodName = "store", httpVerb = "put")
    Emitter<Path> again;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "store", daprAddress = "${steered}")
    Emitter<Object> steered;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("payload");
    }

    @AfterEach
    void removeDirectory() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private Path file(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return Files.write(directory.resolve("content-of-a-file"), bytes);
    }

    private void assertSent(Uni<?> call, String contentType, byte[] content) {
        RawSidecar.Request request = Calls.sent(call);
        assertThat(request.body()).isEqualTo(content);
        assertThat(request.header("content-length")).containsExactly(String.valueOf(content.length));
        assertThat(request.header("transfer-encoding")).isEmpty();
        assertThat(request.header("content-type")).containsExactly(contentType);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 65_536, 3_000_000 })
    void isSentWithItsLength(int length) throws IOException {
        sidecar.answer(RawSidecar.ok(""));
        Path payload = file(length);
        byte[] content = Files.readAllBytes(payload);
        assertSent(path.send(payload), "application/octet-stream", content);
        assertSent(file.send(payload.toFile()), "application/octet-stream", content);
        assertSent(object.send(payload), "application/octet-stream", content);
        assertSent(object.send(payload.toFile()), "application/octet-stream", content);
        assertSent(path.send(InvokeMethodParameters.of(payload).contentType("text/csv")), "text/csv", content);
        path.sendAndAwait(payload);
    }

    @Test
    void mustBeAFileThatCanBeRead() {
        sidecar.answer(RawSidecar.ok(""));
        assertRefused(directory.resolve("none"), "the file does not exist. Check the path");
        assertRefused(directory, "it is not a regular file. Use the path of a file");
        Calls.assertNothingSentBefore(object.send("later"), "POST /v1.0/invoke/archive/method/store HTTP/1.1");
    }

    private void assertRefused(Path payload, String problem) {
        for (Object payloads : List.of(payload, payload.toFile())) {
            PayloadEncodingException failure = Calls.failure(PayloadEncodingException.class, object.send(payloads));
            assertThat(failure).hasMessage("The payload of type " + (payloads == payload ? Path.class : File.class).getName()
                    + " for POST archive/store could not be encoded: " + problem);
            assertThat(failure.mayHaveBeenSent()).isFalse();
        }
        assertThat(Calls.failure(PayloadEncodingException.class, object.send(Multipart.form().file("a", payload))))
                .hasMessageEndingWith(" could not be encoded: part number 1: " + problem);
    }

    @Test
    void isSentAgain() throws IOException {
        Path payload = file(100_000);
        sidecar.answer((request, out) -> {
            sidecar.answer(RawSidecar.ok(""));
            return false;
        });
        Calls.item(again.send(payload));
        assertThat(sidecar.next().body()).isEqualTo(Files.readAllBytes(payload));
    }

    @Test
    void isCutAtItsLengthIfItBecomesLonger() throws IOException {
        Path payload = file(LARGE);
        CompletableFuture<Void> call = steered.send(payload).subscribeAsCompletionStage();
        try (Connection connection = SteeredSidecar.get().accept(call)) {
            assertThat(connection.head()).contains("content-length: " + LARGE);
            Files.write(payload, new byte[1000], StandardOpenOption.APPEND);
            assertThat(connection.bytes(LARGE)).hasSize(LARGE);
            connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            assertThat(call).succeedsWithin(Duration.ofSeconds(30));
            assertThat(connection.awaitClosed()).isZero();
        }
        assertClosed(payload);
    }

    @Test
    void cutsTheRequestShortIfItBecomesShorter() throws IOException {
        Path payload = file(LARGE);
        CompletableFuture<Void> call = steered.send(payload).subscribeAsCompletionStage();
        try (Connection connection = SteeredSidecar.get().accept(call)) {
            connection.head();
            Files.write(payload, new byte[0]);
            assertThat(connection.awaitClosed()).isLessThan(LARGE);
            PayloadEncodingException failure = Calls.failure(PayloadEncodingException.class, Uni.createFrom()
                    .completionStage(call).onFailure(CompletionException.class).transform(Throwable::getCause));
            assertThat(failure).hasMessage("The streamed payload for POST archive/store failed, so the request was cut short: "
                    + "the file became shorter while it was sent");
        }
        assertClosed(payload);
    }

    @Test
    void isClosedIfTheCallIsCancelled() throws IOException {
        Path payload = file(LARGE);
        CompletableFuture<Void> call = steered.send(payload).subscribeAsCompletionStage();
        try (Connection connection = SteeredSidecar.get().accept(call)) {
            connection.head();
            connection.bytes(1);
            call.cancel(false);
            connection.awaitClosed();
        }
        assertClosed(payload);
    }

    @Test
    void isClosedAfterAnAnswerThatDoesNotWaitForItsEnd() throws IOException {
        Path payload = file(LARGE);
        CompletableFuture<Void> call = steered.send(Multipart.form().file("a", payload)).subscribeAsCompletionStage();
        try (Connection connection = SteeredSidecar.get().accept(call)) {
            connection.head();
            connection.bytes(1);
            connection.write("HTTP/1.1 413 X\r\nContent-Length: 0\r\n\r\n");
            Calls.failure(InvocationStatusException.class, Uni.createFrom().completionStage(call)
                    .onFailure(CompletionException.class).transform(Throwable::getCause));
        }
        assertClosed(payload);
    }

    private static void assertClosed(Path payload) {
        if (OS.current() == OS.LINUX) {
            await().atMost(Duration.ofSeconds(30)).until(() -> OpenFiles.with(payload.toString()).isEmpty());
        }
    }
}
