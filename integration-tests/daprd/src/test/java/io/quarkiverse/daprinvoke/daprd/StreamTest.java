package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.TargetApp.Received;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.vertx.core.buffer.Buffer;

/**
 * Chunks go through the sidecars as they come, in both directions.
 */
@QuarkusTest
class StreamTest {

    private static final String ROUTES = "io.quarkiverse.daprinvoke.daprd.support.Topology#routes";

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    @ParameterizedTest
    @MethodSource(ROUTES)
    void aMebibyteOfRequest(String route) {
        Buffer bytes = randomBytes(1 << 20);
        Calls.item(caller.streams.send(Calls.to(route, "foo", chunks(bytes))));
        Received call = DAPR.target().call();
        assertThat(call.body()).isEqualTo(bytes);
        assertThat(call.headers().get("transfer-encoding")).isEqualTo("chunked");
        assertThat(call.headers().contains("content-length")).isFalse();
        assertThat(call.headers().getAll("content-type")).containsExactly("application/octet-stream");
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void manyMebibytesOfReply(String route) {
        Buffer bytes = randomBytes(20 << 20);
        DAPR.target().answerWith(200, "application/octet-stream", bytes);
        Buffer received = Calls.item(caller.streams.request(Calls.to(route, "foo", null))
                .chain(reply -> reply.body().collect().in(Buffer::buffer, Buffer::appendBuffer)));
        assertThat(received).isEqualTo(bytes);
    }

    /** Each part reaches the application while the payload is still open. The application answers after the end. */
    @ParameterizedTest
    @MethodSource(ROUTES)
    void thePayloadArrivesAsItIsSent(String route) throws Exception {
        StringBuffer arrived = new StringBuffer();
        DAPR.target().handleWith(request -> {
            request.handler(arrived::append);
            request.endHandler(end -> request.response().end(arrived + "."));
        });
        UnicastProcessor<Buffer> payload = UnicastProcessor.create();
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        payload.onNext(Buffer.buffer("one"));
        stream(Calls.to(route, "foo", payload), received, ended);

        // The sidecar may split a chunk
        await().atMost(Calls.LIMIT).untilAsserted(() -> assertThat(arrived).hasToString("one"));
        payload.onNext(Buffer.buffer("two"));
        await().atMost(Calls.LIMIT).untilAsserted(() -> assertThat(arrived).hasToString("onetwo"));
        assertThat(ended).isNotDone();
        payload.onComplete();
        ended.get(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(String.join("", received)).isEqualTo("onetwo.");
    }

    /**
     * The sidecar holds back a response that begins before the payload has ended. On the way to an HTTP endpoint it may then
     * lose
     * the rest of the payload and of the response, so nothing is asserted about these.
     */
    @ParameterizedTest
    @MethodSource(ROUTES)
    void theReplyWaitsForTheEndOfThePayload(String route) throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        DAPR.target().handleWith(request -> {
            if (request.path().equals("/other")) {
                request.response().end("other");
                return;
            }
            request.response().setChunked(true);
            request.handler(chunk -> request.response().write("early").onSuccess(written -> begun.complete(null)));
            request.endHandler(end -> request.response().end());
        });
        UnicastProcessor<Buffer> payload = UnicastProcessor.create();
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        payload.onNext(Buffer.buffer("one"));
        stream(Calls.to(route, "foo", payload), received, ended);

        begun.get(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS);
        // Goes the same way and comes back, which the early response has had time for as well
        assertThat(Calls.item(caller.text.request(Calls.to(route).methodName("other")))).isEqualTo("other");
        assertThat(received).isEmpty();
        assertThat(ended).isNotDone();
        payload.onComplete();
        ended.handle((nothing, failure) -> failure).get(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void aReplyThatPauses(String route) throws Exception {
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        DAPR.target().answer(response -> {
            response.setChunked(true).write("first");
            goOn.thenRun(() -> response.end("second"));
        });
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        stream(Calls.to(route, "foo", null), received, ended);
        assertThat(received.poll(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(ended).isNotDone();
        goOn.complete(null);
        ended.get(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(List.copyOf(received)).containsExactly("second");
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void anErrorComesBackAsSuch(String route) {
        DAPR.target().answerWith(400, "application/json", Buffer.buffer("{\"error\":\"bad request\"}"));
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class,
                caller.streams.send(Calls.to(route, "foo", chunks(randomBytes(100_000)))));
        assertThat(failure.statusCode()).isEqualTo(400);
        assertThat(failure.body()).hasToString("{\"error\":\"bad request\"}");
        assertThat(DAPR.target().received()).hasSize(1);
    }

    /** The application sees that the request is incomplete, and never takes it for a whole one. */
    @ParameterizedTest
    @MethodSource(ROUTES)
    void aPayloadThatFails(String route) throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Throwable> cut = new CompletableFuture<>();
        DAPR.target().handleWith(request -> {
            request.exceptionHandler(cut::complete);
            request.handler(chunk -> begun.complete(null));
            request.endHandler(end -> cut.complete(null));
        });
        UnicastProcessor<Buffer> payload = UnicastProcessor.create();
        payload.onNext(Buffer.buffer("one"));
        CompletableFuture<Void> call = caller.streams.send(Calls.to(route, "foo", payload))
                .subscribeAsCompletionStage();
        begun.get(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS);
        payload.onError(new IllegalStateException("no more"));
        assertThat(call).failsWithin(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS).withThrowableThat()
                .havingCause().isExactlyInstanceOf(PayloadEncodingException.class);
        assertThat(cut.get(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
    }

    private void stream(InvokeMethodParameters<Multi<Buffer>> parameters, BlockingQueue<String> received,
            CompletableFuture<Void> ended) {
        caller.streams.request(parameters).onItem().transformToMulti(InvokeResponse::body).subscribe()
                .with(chunk -> received.add(chunk.toString()), ended::completeExceptionally, () -> ended.complete(null));
    }

    private static Buffer randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(105).nextBytes(bytes);
        return Buffer.buffer(bytes);
    }

    private static Multi<Buffer> chunks(Buffer bytes) {
        int size = 16 * 1024;
        return Multi.createFrom().range(0, (bytes.length() + size - 1) / size)
                .map(i -> bytes.slice(i * size, Math.min((i + 1) * size, bytes.length())));
    }
}
