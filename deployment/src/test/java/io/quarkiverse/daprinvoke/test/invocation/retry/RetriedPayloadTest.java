package io.quarkiverse.daprinvoke.test.invocation.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.FleetingSidecar;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * A retry sends the same bytes if they are still available. A streamed payload can be read once. There is no retry after a
 * streamed response has begun.
 */
class RetriedPayloadTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("fleeting", FleetingSidecar.url())
            .overrideRuntimeConfigKey("nobody", SharedSidecar.nobody())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.max-attempts", "3")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.initial-back-off", "1ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.verbs", "post,PUT")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.fleeting.retry.max-attempts", "1000000")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.fleeting.retry.max-back-off", "10ms");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Object> emitter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "put")
    Emitter<Multi<Buffer>> streaming;

    @Inject
    @DaprInvoke(name = "fleeting", appId = "shop", methodName = "m", httpVerb = "put", daprAddress = "${fleeting}")
    Emitter<Multi<Buffer>> streamingToFleeting;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", daprAddress = "${nobody}")
    Emitter<Multi<Buffer>> streamingToNobody;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "put")
    RequestEmitter<String, Multi<Buffer>> replies;

    private static final RawSidecar.Answer UNAVAILABLE = RawSidecar.reply(503, "text/plain", "later");

    private void assertSentThreeTimes(String type, byte[] body) {
        for (int i = 0; i < 3; i++) {
            RawSidecar.Request request = sidecar.next();
            assertThat(request.body()).isEqualTo(body);
            assertThat(request.header("content-type")).containsExactly(type);
            assertThat(request.header("content-length")).containsExactly(String.valueOf(body.length));
        }
        assertThat(sidecar.pending()).isZero();
    }

    public static class Counting {
        int encoded;

        public int getCount() {
            return ++encoded;
        }
    }

    @Test
    void isEncodedOnce() {
        sidecar.answer(UNAVAILABLE);
        Counting payload = new Counting();
        Calls.failure(InvocationStatusException.class, emitter.send(payload));
        assertSentThreeTimes("application/json", "{\"count\":1}".getBytes());
        assertThat(payload.encoded).isEqualTo(1);
    }

    @Test
    void isWholeEachTime() {
        sidecar.answer(UNAVAILABLE);
        byte[] bytes = new byte[100_000];
        bytes[0] = 1;
        bytes[bytes.length - 1] = 2;
        Calls.failure(InvocationStatusException.class, emitter.send(bytes));
        assertSentThreeTimes("application/octet-stream", bytes);
        Calls.failure(InvocationStatusException.class, emitter.send(Buffer.buffer(bytes)));
        assertSentThreeTimes("application/octet-stream", bytes);
        Calls.failure(InvocationStatusException.class, emitter.send("text"));
        assertSentThreeTimes("text/plain", "text".getBytes());
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void thatIsStreamedIsNotSentAgain(boolean answered) {
        sidecar.answer(answered ? UNAVAILABLE : RawSidecar.hangUp());
        AtomicInteger subscriptions = new AtomicInteger();
        Multi<Buffer> chunks = Multi.createFrom().items(Buffer.buffer("a"), Buffer.buffer("b")).onSubscription()
                .invoke(subscriptions::incrementAndGet);
        assertThat(Calls.item(streaming.send(chunks).onItem().<Throwable> transform(v -> null)
                .onFailure().recoverWithItem(failure -> failure)))
                .isInstanceOf(DaprInvokeException.class);
        assertThat(sidecar.next().text()).isEqualTo("ab");
        assertThat(sidecar.pending()).isZero();
        assertThat(subscriptions).hasValue(1);
    }

    @Test
    void thatIsStreamedIsSentOnceSomebodyListens() throws Exception {
        AtomicInteger subscriptions = new AtomicInteger();
        Multi<Buffer> chunks = Multi.createFrom().items(Buffer.buffer("a"), Buffer.buffer("b")).onSubscription()
                .invoke(subscriptions::incrementAndGet);
        CompletableFuture<Void> call = streamingToFleeting.send(chunks).subscribeAsCompletionStage();
        assertThat(call).isNotDone();
        RawSidecar opened = FleetingSidecar.open(RawSidecar.ok(""));
        try {
            assertThat(call).succeedsWithin(20, TimeUnit.SECONDS);
            assertThat(opened.next().text()).isEqualTo("ab");
            assertThat(subscriptions).hasValue(1);
        } finally {
            FleetingSidecar.close(opened);
        }
    }

    @Test
    void thatIsStreamedIsNotReadWhileNobodyListens() {
        AtomicInteger subscriptions = new AtomicInteger();
        Multi<Buffer> chunks = Multi.createFrom().item(Buffer.buffer("a")).onSubscription()
                .invoke(subscriptions::incrementAndGet);
        Calls.failure(SidecarUnavailableException.class, streamingToNobody.send(chunks));
        assertThat(subscriptions).hasValue(0);
    }

    @Test
    void aStreamedReplyIsThatOfTheAttemptThatSucceeds() {
        sidecar.answer(RawSidecar.inTurn(UNAVAILABLE, RawSidecar.ok("reply")));
        Uni<List<Buffer>> reply = replies.request("x").onItem().transformToUni(chunks -> chunks.collect().asList());
        assertThat(Calls.item(reply)).containsExactly(Buffer.buffer("reply"));
        assertThat(sidecar.next().text()).isEqualTo("x");
        assertThat(sidecar.next().text()).isEqualTo("x");
        assertThat(sidecar.pending()).isZero();
    }

    @Test
    void aStreamedReplyThatHasBegunIsNotAskedForAgain() {
        sidecar.answer((request, out) -> {
            RawSidecar.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome").to(request, out);
            return false;
        });
        Calls.failure(IncompleteResponseException.class,
                replies.request("x").onItem().transformToUni(chunks -> chunks.collect().asList()));
        sidecar.next();
        assertThat(sidecar.pending()).isZero();
    }
}
