package io.quarkiverse.daprinvoke.test.invocation.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar.Connection;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * A payload that is sent while it comes into being.
 */
class StreamedPayloadTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("nobody", SharedSidecar.nobody())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SteeredSidecar.get().url());

    @Inject
    @DaprInvoke(appId = "files", methodName = "store")
    RequestEmitter<Multi<Buffer>, String> emitter;

    @Inject
    @DaprInvoke(appId = "files", methodName = "store")
    Emitter<Multi<io.vertx.mutiny.core.buffer.Buffer>> mutiny;

    @Inject
    @DaprInvoke(appId = "files", methodName = "store")
    Emitter<Object> untyped;

    @Inject
    @DaprInvoke(appId = "files", methodName = "store", daprAddress = "${nobody}")
    Emitter<Multi<Buffer>> toNobody;

    @Inject
    Vertx vertx;

    final SteeredSidecar sidecar = SteeredSidecar.get();

    private static Multi<Buffer> chunks(String... chunks) {
        return Multi.createFrom().items(chunks).map(Buffer::buffer);
    }

    private static CompletableFuture<?> start(Uni<?> call) {
        return call.subscribeAsCompletionStage();
    }

    private static <E extends Throwable> E failure(Class<E> type, CompletableFuture<?> call) {
        return Calls.failure(type, Uni.createFrom().completionStage(call)
                .onFailure(CompletionException.class).transform(Throwable::getCause));
    }

    private static void answer(Connection connection) {
        connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\ndone");
    }

    private void assertSent(Uni<?> call, String contentType, String... chunks) {
        CompletableFuture<?> result = start(call);
        try (Connection connection = sidecar.accept(result)) {
            assertThat(connection.head()).containsExactlyInAnyOrder("POST /v1.0/invoke/files/method/store HTTP/1.1",
                    "host: " + sidecar.url().substring(7), "content-type: " + contentType, "transfer-encoding: chunked");
            for (String chunk : chunks) {
                assertThat(connection.text()).isEqualTo(chunk);
            }
            assertThat(connection.chunk()).isEmpty();
            answer(connection);
            result.join();
        }
    }

    @Test
    void goesOutChunkByChunkAsItComes() {
        UnicastProcessor<Buffer> payload = UnicastProcessor.create();
        CompletableFuture<?> reply = start(emitter.request(payload));
        try (Connection connection = sidecar.accept(reply)) {
            assertThat(connection.head()).contains("transfer-encoding: chunked")
                    .noneMatch(line -> line.startsWith("content-length"));
            payload.onNext(Buffer.buffer("one"));
            assertThat(connection.text()).isEqualTo("one");
            payload.onNext(Buffer.buffer("two"));
            assertThat(connection.text()).isEqualTo("two");
            payload.onComplete();
            assertThat(connection.chunk()).isEmpty();
            assertThat(reply).isNotDone();
            answer(connection);
            assertThat((Object) reply.join()).isEqualTo("done");
        }
    }

    @Test
    void isOfBuffersOfEitherKind() {
        assertSent(emitter.send(chunks("a", "bc")), "application/octet-stream", "a", "bc");
        assertSent(mutiny.send(chunks("a", "bc").map(io.vertx.mutiny.core.buffer.Buffer::newInstance)),
                "application/octet-stream", "a", "bc");
        assertSent(untyped.send(chunks("a", "bc")), "application/octet-stream", "a", "bc");
    }

    @Test
    void mayHaveAnotherContentType() {
        assertSent(emitter.send(InvokeMethodParameters.of(chunks("a,b\n")).contentType("text/csv")), "text/csv", "a,b\n");
    }

    @Test
    void mayBeEmpty() {
        assertSent(emitter.send(Multi.createFrom().empty()), "application/octet-stream");
    }

    @Test
    void mayHoldChunksWithoutBytes() {
        assertSent(emitter.send(chunks("", "a", "", "b", "")), "application/octet-stream", "a", "b");
    }

    @Test
    void isSubscribedToOnceForEachCall() {
        AtomicInteger subscriptions = new AtomicInteger();
        Uni<Void> call = emitter.send(chunks("a").onSubscription().invoke(subscriptions::incrementAndGet));
        assertThat(subscriptions).hasValue(0);
        assertSent(call, "application/octet-stream", "a");
        assertSent(call, "application/octet-stream", "a");
        assertThat(subscriptions).hasValue(2);
    }

    @Test
    void isNotSubscribedToIfThereIsNoConnection() {
        AtomicInteger subscriptions = new AtomicInteger();
        SidecarUnavailableException failure = Calls.failure(SidecarUnavailableException.class,
                toNobody.send(chunks("a").onSubscription().invoke(subscriptions::incrementAndGet)));
        assertThat(failure.mayHaveBeenSent()).isFalse();
        // After all consequences of the end of the first call
        Calls.failure(SidecarUnavailableException.class, toNobody.send(chunks("b")));
        assertThat(subscriptions).hasValue(0);
    }

    @Test
    void cutsTheRequestShortWhenItFails() {
        UnicastProcessor<Buffer> payload = UnicastProcessor.create();
        CompletableFuture<?> call = start(emitter.send(payload));
        try (Connection connection = sidecar.accept(call)) {
            connection.head();
            payload.onNext(Buffer.buffer("one"));
            assertThat(connection.text()).isEqualTo("one");
            payload.onError(new IOException("The disk is gone"));
            // Without the last chunk, by which a complete body ends
            assertThat(connection.awaitClosed()).isZero();
            PayloadEncodingException failure = failure(PayloadEncodingException.class, call);
            assertThat(failure).hasMessage("The streamed payload for POST files/store failed, so the request was cut short: "
                    + "java.io.IOException").cause().isInstanceOf(IOException.class).hasMessage("The disk is gone");
            assertThat(failure.mayHaveBeenSent()).isTrue();
        }
    }

    @Test
    void mayHoldNothingButBuffers() {
        CompletableFuture<?> call = start(untyped.send(Multi.createFrom().items(Buffer.buffer("one"), "two")));
        try (Connection connection = sidecar.accept(call)) {
            connection.head();
            assertThat(connection.text()).isEqualTo("one");
            assertThat(connection.awaitClosed()).isZero();
            assertThat(failure(PayloadEncodingException.class, call)).hasMessage("The streamed payload for POST "
                    + "files/store failed, so the request was cut short: it consists of Buffers, not of java.lang.String");
        }
    }

    @Test
    void failsTheCallIfItCannotBeSubscribedTo() {
        CompletableFuture<?> call = start(emitter.send(Multi.createFrom().publisher(subscriber -> {
            throw new IllegalStateException("The disk is gone");
        })));
        try (Connection connection = sidecar.accept(call)) {
            assertThat(failure(PayloadEncodingException.class, call)).cause().hasMessage("The disk is gone");
        }
    }

    @Test
    void isCompleteEvenIfItsEndIsToldByAnotherThreadThanItsLastChunk() {
        UnicastProcessor<Buffer> payload = UnicastProcessor.create();
        CompletableFuture<String> reply = new CompletableFuture<>();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(v -> emitter.request(payload).subscribe().with(reply::complete, reply::completeExceptionally));
        try (Connection connection = sidecar.accept(reply)) {
            connection.head();
            context.runOnContext(v -> {
                // Arrives while the event loop is busy with this task, which signals the end
                CompletableFuture.runAsync(() -> payload.onNext(Buffer.buffer("one"))).join();
                payload.onComplete();
            });
            assertThat(connection.text()).isEqualTo("one");
            assertThat(connection.chunk()).isEmpty();
            answer(connection);
            assertThat(reply).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("done");
        }
    }

    @Test
    void leavesTheEventLoopToOthersEvenIfItNeverPauses() {
        int all = 1_000_000;
        byte[] bytes = new byte[16 * 1024];
        AtomicInteger produced = new AtomicInteger();
        CompletableFuture<?> call = start(emitter.send(Multi.createFrom().range(0, all).map(i -> {
            produced.incrementAndGet();
            return Buffer.buffer(bytes);
        })));
        try (Connection connection = sidecar.accept(call)) {
            connection.head();
            assertThat(connection.chunk()).hasSize(bytes.length);
        }
        failure(SidecarUnavailableException.class, call);
        assertThat(produced.get()).isLessThan(all / 2);
    }

    @Test
    void endsWithTheCallThatIsCancelled() {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        UnicastProcessor<Buffer> payload = UnicastProcessor.create();
        Cancellable call = emitter.send(payload.onCancellation().invoke(() -> cancelled.complete(null)))
                .subscribe().with(sent -> {
                });
        try (Connection connection = sidecar.accept()) {
            connection.head();
            payload.onNext(Buffer.buffer("one"));
            assertThat(connection.text()).isEqualTo("one");
            call.cancel();
            assertThat(connection.awaitClosed()).isZero();
            assertThat(cancelled).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void endsWithTheConnection() {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        UnicastProcessor<Buffer> payload = UnicastProcessor.create();
        CompletableFuture<?> call = start(
                emitter.send(payload.onCancellation().invoke(() -> cancelled.complete(null))));
        try (Connection connection = sidecar.accept(call)) {
            connection.head();
        }
        SidecarUnavailableException failure = failure(SidecarUnavailableException.class, call);
        assertThat(failure).hasMessage("The connection to the Dapr sidecar at " + sidecar.url()
                + " was lost before the response to POST files/store: Connection was closed");
        assertThat(failure.mayHaveBeenSent()).isTrue();
        assertThat(cancelled).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void endsWithAnAnswerThatDoesNotWaitForIt() {
        for (String head : List.of("HTTP/1.1 413 X\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 X\r\nContent-Length: 0\r\n\r\n")) {
            CompletableFuture<Void> cancelled = new CompletableFuture<>();
            UnicastProcessor<Buffer> payload = UnicastProcessor.create();
            CompletableFuture<?> call = start(
                    emitter.send(payload.onCancellation().invoke(() -> cancelled.complete(null))));
            try (Connection connection = sidecar.accept(call)) {
                connection.head();
                payload.onNext(Buffer.buffer("one"));
                assertThat(connection.text()).isEqualTo("one");
                connection.write(head);
                if (head.contains("413")) {
                    assertThat(failure(InvocationStatusException.class, call).statusCode()).isEqualTo(413);
                } else {
                    assertThat(call).succeedsWithin(Duration.ofSeconds(30));
                }
                assertThat(cancelled).succeedsWithin(Duration.ofSeconds(30));
                assertThat(connection.awaitClosed()).isZero();
            }
        }
    }

    @Test
    void failsIfNothingMovesForTheTimeOfTheTimeout() {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        UnicastProcessor<Buffer> payload = UnicastProcessor.create();
        CompletableFuture<?> call = start(emitter.send(InvokeMethodParameters
                .of((Multi<Buffer>) payload.onCancellation().invoke(() -> cancelled.complete(null)))
                .timeout(Duration.ofSeconds(2))));
        try (Connection connection = sidecar.accept(call)) {
            connection.head();
            payload.onNext(Buffer.buffer("one"));
            assertThat(connection.text()).isEqualTo("one");
            InvocationTimeoutException failure = failure(InvocationTimeoutException.class, call);
            assertThat(failure.mayHaveBeenSent()).isTrue();
            assertThat(connection.awaitClosed()).isZero();
            assertThat(cancelled).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void mayTakeLongerThanTheTimeoutAsLongAsItMoves() {
        // 18 chunks, one each 200 ms: longer than the timeout, which a pause must not reach
        Multi<Buffer> payload = Multi.createFrom().ticks().every(Duration.ofMillis(200)).select().first(18)
                .onOverflow().buffer(20).map(tick -> Buffer.buffer("x"));
        CompletableFuture<?> call = start(
                emitter.send(InvokeMethodParameters.of(payload).timeout(Duration.ofMillis(2500))));
        try (Connection connection = sidecar.accept(call)) {
            connection.head();
            int chunks = 0;
            while (connection.chunk().length > 0) {
                chunks++;
            }
            assertThat(chunks).isEqualTo(18);
            answer(connection);
            assertThat(call).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void isHeldBackByASidecarThatDoesNotRead() {
        int size = 64 * 1024;
        int all = 16 * 1024;
        byte[] bytes = new byte[size];
        AtomicInteger produced = new AtomicInteger();
        Multi<Buffer> payload = Multi.createFrom().range(0, all).map(i -> {
            produced.incrementAndGet();
            return Buffer.buffer(bytes);
        });
        CompletableFuture<?> call = start(emitter.send(payload));
        try (Connection connection = sidecar.accept(call)) {
            connection.head();
            assertThat(connection.chunk()).hasSize(size);
            // It comes to a halt by itself, with what fits into the buffers of the two sockets
            AtomicInteger before = new AtomicInteger();
            await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200))
                    .until(() -> before.getAndSet(produced.get()) == produced.get());
            assertThat(produced.get() * (long) size).isLessThan(32 << 20);
            int ahead = 0;
            for (int read = 1; read < all; read++) {
                ahead = Math.max(ahead, produced.get() - read);
                assertThat(connection.chunk()).hasSize(size);
            }
            assertThat(ahead * (long) size).isLessThan(32 << 20);
            assertThat(connection.chunk()).isEmpty();
            answer(connection);
            assertThat(call).succeedsWithin(Duration.ofSeconds(30));
            assertThat(produced).hasValue(all);
        }
    }
}
