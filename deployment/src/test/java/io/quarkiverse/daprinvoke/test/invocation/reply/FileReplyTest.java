package io.quarkiverse.daprinvoke.test.invocation.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.OpenFiles;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar.Connection;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * A response that is written to a temporary file, which is the caller's only if all of it has come.
 */
class FileReplyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(OpenFiles.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SteeredSidecar.get().url())
            // Not the limit of a file
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-response-size", "10")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-response-file-size", "4M");

    final SteeredSidecar sidecar = SteeredSidecar.get();

    @Inject
    SidecarClient client;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "report", httpVerb = "get")
    RequestEmitter<Void, Path> file;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "report", httpVerb = "get")
    RequestEmitter<Void, InvokeResponse<Path>> withHead;

    private static void answer(Connection connection, String head, String body) {
        connection.write("HTTP/1.1 " + head + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private <X> X answered(Uni<X> call, String head, String body) {
        CompletableFuture<X> reply = call.subscribeAsCompletionStage();
        try (Connection connection = sidecar.accept(reply)) {
            connection.head();
            answer(connection, head, body);
            assertThat(reply).succeedsWithin(Duration.ofSeconds(30));
            return reply.join();
        }
    }

    private static <E extends Throwable> E failure(Class<E> type, CompletableFuture<?> call) {
        return Calls.failure(type, Uni.createFrom().completionStage(call)
                .onFailure(CompletionException.class).transform(Throwable::getCause));
    }

    /** The file system contains the bytes that were written so far. */
    private static Path beingWritten() {
        await().atMost(Duration.ofSeconds(30)).until(() -> OpenFiles.with("/dapr-invoke-").size() == 1);
        return OpenFiles.with("/dapr-invoke-").get(0);
    }

    private static void assertRemoved(Path path) {
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.notExists(path));
        assertThat(OpenFiles.with("/dapr-invoke-")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 11, 100_000, 4 * 1024 * 1024 })
    void hasTheBytesOfTheBody(int length) throws IOException {
        String body = "0123456789abcdef".repeat(length / 16 + 1).substring(0, length);
        Path path = answered(file.request(), "200 OK", body);
        try {
            assertThat(path).hasContent(body);
            if (OS.current() != OS.WINDOWS) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
            }
        } finally {
            Files.delete(path);
        }
        assertThat(OpenFiles.with("/dapr-invoke-")).isEmpty();
    }

    @Test
    void maybeTogetherWithTheHead() throws IOException {
        InvokeResponse<Path> response = answered(withHead.request(), "201 X\r\nX-A: 1", "created");
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.header("x-a")).isEqualTo("1");
        assertThat(response.body()).hasContent("created");
        Files.delete(response.body());
        InvokeResponse<Path> exchanged = answered(file.exchange(InvokeMethodParameters.none()), "200 OK", "exchanged");
        assertThat(exchanged.body()).hasContent("exchanged");
        Files.delete(exchanged.body());
    }

    @Test
    void isNullIfTheBodyIsEmpty() {
        assertThat(answered(file.request(), "200 OK", "")).isNull();
        assertThat(answered(withHead.request(), "200 OK", "").body()).isNull();
    }

    @Test
    void isNotMadeOfAnotherStatus() {
        CompletableFuture<Path> reply = file.request().subscribeAsCompletionStage();
        try (Connection connection = sidecar.accept(reply)) {
            connection.head();
            answer(connection, "404 X", "no report");
            assertThat(failure(InvocationStatusException.class, reply).body()).hasToString("no report");
        }
        InvokeResponse<Path> response = answered(file.exchange(InvokeMethodParameters.none()), "404 X", "none");
        assertThat(response.body()).isNull();
        assertThat(response.bytes()).hasToString("none");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isRemovedIfItIsTooLarge() {
        CompletableFuture<Path> reply = file.request().subscribeAsCompletionStage();
        try (Connection connection = sidecar.accept(reply)) {
            connection.head();
            connection.beginReply();
            connection.writeChunk("x");
            Path path = beingWritten();
            for (int i = 0; i < 4; i++) {
                connection.writeChunk("x".repeat(1024 * 1024));
            }
            assertThat(failure(ResponseDecodingException.class, reply)).hasMessageEndingWith(
                    "is larger than quarkus.dapr-invoke.max-response-file-size allows (4194304 bytes)");
            connection.awaitClosed();
            assertRemoved(path);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isRemovedIfTheReplyBreaksOff() {
        CompletableFuture<Path> reply = file.request().subscribeAsCompletionStage();
        Path path;
        try (Connection connection = sidecar.accept(reply)) {
            connection.head();
            connection.beginReply();
            connection.writeChunk("x");
            path = beingWritten();
        }
        assertThat(failure(IncompleteResponseException.class, reply)).hasMessageEndingWith("was cut short");
        assertRemoved(path);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isRemovedIfTheCallIsCancelled() {
        CompletableFuture<Path> reply = file.request().subscribeAsCompletionStage();
        try (Connection connection = sidecar.accept(reply)) {
            connection.head();
            connection.beginReply();
            connection.writeChunk("x");
            Path path = beingWritten();
            reply.cancel(false);
            connection.awaitClosed();
            assertRemoved(path);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isRemovedIfNothingMovesForTheTimeOfTheTimeout() {
        CompletableFuture<Path> reply = file.request(InvokeMethodParameters.none().timeout(Duration.ofSeconds(2)))
                .subscribeAsCompletionStage();
        try (Connection connection = sidecar.accept(reply)) {
            connection.head();
            connection.beginReply();
            connection.writeChunk("x");
            Path path = beingWritten();
            failure(InvocationTimeoutException.class, reply);
            assertRemoved(path);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void hasTheTimeoutAlsoForADiskThatDoesNotAnswer() {
        CountDownLatch disk = new CountDownLatch(1);
        for (int i = 0; i < 100; i++) {
            client.blockingThreads().execute(() -> {
                try {
                    disk.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        CompletableFuture<Path> reply = file.request(InvokeMethodParameters.none().timeout(Duration.ofSeconds(2)))
                .subscribeAsCompletionStage();
        try (Connection connection = sidecar.accept(reply)) {
            connection.head();
            answer(connection, "200 OK", "all of it");
            failure(InvocationTimeoutException.class, reply);
        } finally {
            disk.countDown();
        }
        assertThat(answered(file.request(), "200 OK", "")).isNull();
        assertThat(OpenFiles.with("/dapr-invoke-")).isEmpty();
    }

    @Test
    void belongsToEachCall() throws IOException {
        Path first = answered(file.request(), "200 OK", "same");
        Path second = answered(file.request(), "200 OK", "same");
        assertThat(first).isNotEqualTo(second);
        for (Path path : List.of(first, second)) {
            Files.delete(path);
        }
    }
}
