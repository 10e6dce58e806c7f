package io.quarkiverse.daprinvoke.test.invocation.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar.Connection;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * A response that is read while it arrives.
 */
class StreamedReplyTest {

    // One connection, so that a call which does not give it back is noticed by the next one
    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-response-size", "10")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SteeredSidecar.get().url());

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    // Long enough for a connection to be opened and the head of a response to arrive on a busy machine
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @Inject
    Vertx vertx;

    @Inject
    SidecarClient client;

    @Inject
    @DaprInvoke(appId = "files", methodName = "read")
    RequestEmitter<String, Multi<Buffer>> emitter;

    @Inject
    @DaprInvoke(appId = "files", methodName = "read")
    RequestEmitter<String, Multi<io.vertx.mutiny.core.buffer.Buffer>> mutiny;

    @Inject
    @DaprInvoke(appId = "files", methodName = "read")
    RequestEmitter<String, InvokeResponse<Multi<Buffer>>> withHead;

    @Inject
    @DaprInvoke(appId = "files", methodName = "convert")
    RequestEmitter<Multi<Buffer>, Multi<Buffer>> both;

    @Inject
    @DaprInvoke(appId = "files", methodName = "name")
    RequestEmitter<Void, String> other;

    final SteeredSidecar sidecar = SteeredSidecar.get();

    private <X> Started<X> start(Uni<X> call) {
        CompletableFuture<X> reply = call.subscribeAsCompletionStage();
        Connection connection = sidecar.accept(reply);
        connection.head();
        return new Started<>(connection, reply);
    }

    private record Started<X>(Connection connection, CompletableFuture<X> reply) implements AutoCloseable {
        X get() {
            assertThat(reply).succeedsWithin(PATIENCE);
            return reply.join();
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    private static AssertSubscriber<String> subscribe(Multi<Buffer> chunks, long demand) {
        return chunks.map(Buffer::toString).subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    @Test
    void comesChunkByChunkAsItArrives() {
        try (Started<Multi<Buffer>> call = start(emitter.request("x"))) {
            call.connection.bytes(1);
            call.connection.beginReply();
            AssertSubscriber<String> chunks = subscribe(call.get(), 10);
            call.connection.writeChunk("one");
            chunks.awaitItems(1, PATIENCE).assertItems("one");
            call.connection.writeChunk("two");
            chunks.awaitItems(2, PATIENCE).assertItems("one", "two").assertNotTerminated();
            // More than max-response-size, which is for responses that are held in memory
            call.connection.writeChunk("a third one");
            call.connection.endReply();
            chunks.awaitCompletion(PATIENCE).assertItems("one", "two", "a third one");
        }
    }

    @Test
    void mayBeOfMutinyBuffers() {
        try (Started<Multi<io.vertx.mutiny.core.buffer.Buffer>> call = start(mutiny.request("x"))) {
            call.connection.write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none");
            subscribe(call.get().map(io.vertx.mutiny.core.buffer.Buffer::getDelegate), 10).awaitCompletion(PATIENCE)
                    .assertItems("one");
        }
    }

    @Test
    void mayComeWithItsHead() {
        try (Started<InvokeResponse<Multi<Buffer>>> call = start(withHead.request("x"))) {
            call.connection.write("HTTP/1.1 206 X\r\nx-part: 2\r\nContent-Length: 3\r\n\r\n");
            InvokeResponse<Multi<Buffer>> response = call.get();
            assertThat(response.statusCode()).isEqualTo(206);
            assertThat(response.headers().get("x-part")).isEqualTo("2");
            call.connection.write("one");
            subscribe(response.body(), 10).awaitCompletion(PATIENCE).assertItems("one");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "204 X\r\n\r\n", "200 X\r\nContent-Length: 0\r\n\r\n",
            "200 X\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" })
    void mayBeEmptyAndThenEndsWithoutBeingAskedFor(String response) {
        try (Started<Multi<Buffer>> call = start(emitter.request("x"))) {
            call.connection.write("HTTP/1.1 " + response);
            subscribe(call.get(), 0).awaitCompletion(PATIENCE).assertHasNotReceivedAnyItem();
        }
    }

    @Test
    void endsWithoutMoreBeingAskedForThanIsThere() {
        try (Started<Multi<Buffer>> call = start(emitter.request("x"))) {
            call.connection.beginReply();
            AssertSubscriber<String> chunks = subscribe(call.get(), 2);
            call.connection.writeChunk("one");
            call.connection.writeChunk("two");
            call.connection.endReply();
            chunks.awaitCompletion(PATIENCE).assertItems("one", "two");
        }
    }

    @Test
    void isAFailureIfTheStatusIsUnwanted() {
        try (Started<Multi<Buffer>> call = start(emitter.request("x"))) {
            call.connection.write("HTTP/1.1 404 X\r\nContent-Length: 4\r\n\r\nnone");
            InvocationStatusException failure = failure(InvocationStatusException.class, call.reply);
            assertThat(failure.statusCode()).isEqualTo(404);
            assertThat(failure.body().toString()).isEqualTo("none");
        }
    }

    private static <E extends Throwable> E failure(Class<E> type, CompletableFuture<?> call) {
        return Calls.failure(type, Uni.createFrom().completionStage(call)
                .onFailure(CompletionException.class).transform(Throwable::getCause));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Content-Length: 100", "Transfer-Encoding: chunked" })
    void failsIfItIsCutShort(String framing) {
        try (Started<Multi<Buffer>> call = start(emitter.request("x"))) {
            call.connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" + framing + "\r\n\r\n");
            AssertSubscriber<String> chunks = subscribe(call.get(), 10);
            call.connection.write(framing.startsWith("C") ? "one" : "3\r\none\r\n");
            chunks.awaitItems(1, PATIENCE).assertItems("one");
            call.connection.close();
            chunks.awaitFailure(PATIENCE).assertFailedWith(ResponseDecodingException.class,
                    "The response to POST files/read (status 200) was cut short");
        }
    }

    @Test
    void failsIfItIsCutShortBeforeAnybodyListens() {
        try (Started<Multi<Buffer>> call = start(emitter.request("x"))) {
            call.connection.beginReply();
            Multi<Buffer> chunks = call.get();
            call.connection.close();
            // The connection is known to be closed when the next call has another one
            try (Started<String> next = start(other.request())) {
                subscribe(chunks, 10).awaitFailure(PATIENCE).assertFailedWith(ResponseDecodingException.class,
                        "The response to POST files/read (status 200) was cut short");
            }
        }
    }

    @Test
    void canBeReadOnlyOnce() {
        try (Started<Multi<Buffer>> call = start(emitter.request("x"))) {
            call.connection.write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none");
            Multi<Buffer> chunks = call.get();
            subscribe(chunks, 10).awaitCompletion(PATIENCE);
            subscribe(chunks, 10).awaitFailure(PATIENCE).assertFailedWith(IllegalStateException.class,
                    "The body of a streamed response can be read only once");
        }
    }

    @Test
    void endsWithTheSubscriptionThatIsCancelled() {
        try (Started<Multi<Buffer>> call = start(emitter.request("x"))) {
            call.connection.bytes(1);
            call.connection.beginReply();
            AssertSubscriber<String> chunks = subscribe(call.get(), 1);
            call.connection.writeChunk("one");
            chunks.awaitItems(1, PATIENCE).cancel();
            assertThat(call.connection.awaitClosed()).isZero();
        }
        try (Started<String> next = start(other.request())) {
            next.connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
            assertThat(next.get()).isEqualTo("ok");
        }
    }

    @Test
    void endsWithTheCallThatIsCancelledBeforeItIsRead() {
        CompletableFuture<Multi<Buffer>> begun = new CompletableFuture<>();
        AtomicReference<Cancellable> call = new AtomicReference<>();
        call.set(emitter.request("x").onItem().invoke(chunks -> {
            begun.complete(chunks);
            call.get().cancel();
        }).subscribe().with(chunks -> {
        }, begun::completeExceptionally));
        try (Connection connection = sidecar.accept(begun)) {
            connection.head();
            connection.bytes(1);
            connection.beginReply();
            assertThat(connection.awaitClosed()).isZero();
            assertThat(begun).succeedsWithin(PATIENCE);
            subscribe(begun.join(), 10).awaitFailure(PATIENCE).assertFailedWith(CancellationException.class,
                    "The call was cancelled before its streamed response was read");
        }
    }

    @Test
    void isReadEvenIfTheCallIsCancelledOnceItHasBegun() {
        AtomicReference<Cancellable> call = new AtomicReference<>();
        CompletableFuture<String> last = new CompletableFuture<>();
        call.set(emitter.request("x").subscribe().with(chunks -> {
            call.get().cancel();
            chunks.map(Buffer::toString).collect().last().subscribe().with(last::complete, last::completeExceptionally);
        }, last::completeExceptionally));
        try (Connection connection = sidecar.accept(last)) {
            connection.head();
            connection.beginReply();
            connection.writeChunk("one");
            connection.endReply();
            assertThat(last).succeedsWithin(PATIENCE).isEqualTo("one");
        }
    }

    @Test
    void isAskedForNoMoreThanItsSubscriberAsksFor() {
        try (Started<Multi<Buffer>> call = start(emitter.request("x"))) {
            call.connection.beginReply();
            AssertSubscriber<String> chunks = subscribe(call.get(), 0);
            call.connection.writeChunk("one");
            call.connection.writeChunk("two");
            chunks.request(1).awaitItems(1, PATIENCE).assertItems("one");
            chunks.request(1).awaitItems(2, PATIENCE).assertItems("one", "two");
            call.connection.endReply();
            chunks.awaitCompletion(PATIENCE);
        }
    }

    @Test
    void asksForAtLeastOneChunk() {
        try (Started<Multi<Buffer>> call = start(emitter.request("x"))) {
            call.connection.beginReply();
            AssertSubscriber<String> chunks = subscribe(call.get(), 0);
            chunks.request(0);
            chunks.awaitFailure(PATIENCE).assertFailedWith(IllegalArgumentException.class, "");
        }
    }

    @Test
    void holdsTheSidecarBackWhenItsReaderIsSlow() {
        int all = 16 * 1024;
        String chunk = "x".repeat(64 * 1024);
        try (Started<Multi<Buffer>> call = start(emitter.request("x"))) {
            AtomicInteger written = new AtomicInteger();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                call.connection.beginReply();
                for (int i = 0; i < all; i++) {
                    call.connection.writeChunk(chunk);
                    written.incrementAndGet();
                }
                call.connection.endReply();
            });
            AtomicInteger ahead = new AtomicInteger();
            long bytes = 0;
            // An iterator asks for some more whenever it has used up what it got
            for (Buffer next : call.get().subscribe().asIterable()) {
                bytes += next.length();
                ahead.accumulateAndGet(written.get() - (int) (bytes / chunk.length()), Math::max);
            }
            assertThat(bytes).isEqualTo((long) all * chunk.length());
            assertThat(ahead.get() * (long) chunk.length()).isLessThan(64 << 20);
            assertThat(writing).succeedsWithin(PATIENCE);
        }
    }

    @Test
    void arrivesOnTheContextOfTheCall() {
        CompletableFuture<Context> caller = new CompletableFuture<>();
        CompletableFuture<Context> head = new CompletableFuture<>();
        CompletableFuture<Context> body = new CompletableFuture<>();
        vertx.getOrCreateContext().runOnContext(v -> {
            caller.complete(Vertx.currentContext());
            emitter.request("x").subscribe().with(chunks -> {
                head.complete(Vertx.currentContext());
                // From another thread, which does not matter
                CompletableFuture.runAsync(() -> chunks.subscribe().with(chunk -> body.complete(Vertx.currentContext())));
            }, head::completeExceptionally);
        });
        try (Connection connection = sidecar.accept(head)) {
            connection.head();
            connection.beginReply();
            connection.writeChunk("one");
            assertThat(head).succeedsWithin(PATIENCE).isSameAs(caller.join());
            assertThat(body).succeedsWithin(PATIENCE).isSameAs(caller.join());
            connection.endReply();
        }
    }

    @Test
    void handsOutNothingBeforeItsReaderHasItsSubscription() {
        CompletableFuture<Multi<Buffer>> reply = new CompletableFuture<>();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(v -> emitter.request("x").subscribe().with(reply::complete, reply::completeExceptionally));
        try (Connection connection = sidecar.accept(reply)) {
            connection.head();
            connection.bytes(1);
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none");
            assertThat(reply).succeedsWithin(PATIENCE);
            AtomicInteger chunks = new AtomicInteger();
            AtomicInteger early = new AtomicInteger();
            CompletableFuture<Void> end = new CompletableFuture<>();
            reply.join().subscribe().withSubscriber(new MultiSubscriber<Buffer>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(10);
                    // All consequences of the request on the event loop are complete by then
                    CompletableFuture<Void> afterwards = new CompletableFuture<>();
                    context.runOnContext(v -> afterwards.complete(null));
                    afterwards.join();
                    early.set(chunks.get());
                }

                @Override
                public void onItem(Buffer chunk) {
                    chunks.incrementAndGet();
                }

                @Override
                public void onFailure(Throwable failure) {
                    end.completeExceptionally(failure);
                }

                @Override
                public void onCompletion() {
                    end.complete(null);
                }
            });
            assertThat(end).succeedsWithin(PATIENCE);
            assertThat(chunks).hasValue(1);
            assertThat(early).hasValue(0);
        }
    }

    @Test
    void failsIfNothingArrivesForTheTimeOfTheTimeout() {
        try (Started<Multi<Buffer>> call = start(
                emitter.request(InvokeMethodParameters.of("x").timeout(TIMEOUT)))) {
            call.connection.bytes(1);
            call.connection.beginReply();
            AssertSubscriber<String> chunks = subscribe(call.get(), 10);
            call.connection.writeChunk("one");
            chunks.awaitFailure(PATIENCE).assertItems("one").assertFailedWith(InvocationTimeoutException.class,
                    "Nothing was transferred for POST files/read within 2000 ms");
            assertThat(call.connection.awaitClosed()).isZero();
        }
    }

    /** The timeout is between two chunks: this takes twice as long, a chunk every fifth of it. */
    @Test
    void mayTakeLongerThanTheTimeout() throws InterruptedException {
        try (Started<Multi<Buffer>> call = start(
                emitter.request(InvokeMethodParameters.of("x").timeout(TIMEOUT)))) {
            call.connection.bytes(1);
            call.connection.beginReply();
            AssertSubscriber<String> chunks = subscribe(call.get(), 20);
            for (int i = 0; i < 10; i++) {
                // The pace of the sidecar
                TimeUnit.MILLISECONDS.sleep(TIMEOUT.toMillis() / 5);
                call.connection.writeChunk("" + i);
            }
            call.connection.endReply();
            chunks.awaitCompletion(PATIENCE).assertItems("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        }
    }

    /** As the one above, but it has come whole, so there is nothing on the connection to wait for. */
    @Test
    void isGivenUpIfNobodyReadsItAlthoughItHasComeWhole() {
        try (Started<Multi<Buffer>> call = start(
                emitter.request(InvokeMethodParameters.of("x").timeout(TIMEOUT)))) {
            call.connection.bytes(1);
            call.connection.beginReply();
            call.connection.write("3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n");
            call.get();
            await().atMost(PATIENCE).until(() -> client.inFlight().count() == 0);
        }
    }

    @Test
    void isGivenUpIfNobodyReadsItForTheTimeOfTheTimeout() {
        try (Started<Multi<Buffer>> call = start(
                emitter.request(InvokeMethodParameters.of("x").timeout(TIMEOUT)))) {
            call.connection.bytes(1);
            call.connection.beginReply();
            Multi<Buffer> chunks = call.get();
            assertThat(call.connection.awaitClosed()).isZero();
            subscribe(chunks, 10).awaitFailure(PATIENCE).assertFailedWith(InvocationTimeoutException.class,
                    "Nothing was transferred for POST files/read within 2000 ms");
        }
    }

    @Test
    void leavesItsConnectionToTheNextCall() {
        try (Started<Multi<Buffer>> call = start(emitter.request("x"))) {
            call.connection.bytes(1);
            call.connection.write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none");
            CompletableFuture<String> next = call.get().collect().last()
                    .chain(() -> other.request()).subscribeAsCompletionStage();
            assertThat(call.connection.head().get(0)).isEqualTo("POST /v1.0/invoke/files/method/name HTTP/1.1");
            call.connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            assertThat(next).succeedsWithin(PATIENCE).isEqualTo("ok");
        }
    }

    @Test
    void mayComeWhileThePayloadIsStillSent() {
        UnicastProcessor<Buffer> payload = UnicastProcessor.create();
        try (Started<Multi<Buffer>> call = start(both.request(payload))) {
            call.connection.beginReply();
            AssertSubscriber<String> chunks = subscribe(call.get(), 10);
            for (String text : List.of("one", "two", "three")) {
                payload.onNext(Buffer.buffer(text));
                assertThat(call.connection.text()).isEqualTo(text);
                call.connection.writeChunk(text);
                await().atMost(PATIENCE).until(() -> text.equals(chunks.getLastItem()));
            }
            payload.onComplete();
            assertThat(call.connection.chunk()).isEmpty();
            call.connection.endReply();
            chunks.awaitCompletion(PATIENCE).assertItems("one", "two", "three");
        }
    }

    @Test
    void failsWithThePayload() {
        UnicastProcessor<Buffer> payload = UnicastProcessor.create();
        try (Started<Multi<Buffer>> call = start(both.request(payload))) {
            call.connection.beginReply();
            AssertSubscriber<String> chunks = subscribe(call.get(), 10);
            payload.onError(new IllegalStateException("broken"));
            chunks.awaitFailure(PATIENCE).assertFailedWith(PayloadEncodingException.class,
                    "The streamed payload for POST files/convert failed, so the request was cut short: "
                            + "java.lang.IllegalStateException");
            assertThat(new String(call.connection.bytes(5), StandardCharsets.US_ASCII)).isEmpty();
        }
    }

    @Test
    void endsThePayloadWhenItIsCancelled() {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        UnicastProcessor<Buffer> payload = UnicastProcessor.create();
        try (Started<Multi<Buffer>> call = start(
                both.request(payload.onCancellation().invoke(() -> cancelled.complete(null))))) {
            call.connection.beginReply();
            subscribe(call.get(), 10).cancel();
            assertThat(cancelled).succeedsWithin(PATIENCE);
            assertThat(call.connection.awaitClosed()).isZero();
        }
    }
}
