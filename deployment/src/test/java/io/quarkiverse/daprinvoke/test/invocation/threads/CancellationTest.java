package io.quarkiverse.daprinvoke.test.invocation.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * A cancellation ends the exchange of the call, suppresses further signals, and affects no other call. There is only one
 * connection, so that a leaked connection would be noticed.
 */
class CancellationTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app().overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("io.vertx."))
            .assertLogRecords(records -> assertThat(records).extracting(LogRecord::getMessage).isEmpty());

    final RawSidecar sidecar = SharedSidecar.get();
    final BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "{method}")
    RequestEmitter<String, String> emitter;

    @BeforeEach
    void forget() {
        outcomes.clear();
    }

    @AfterEach
    void thePoolIsWholeAndNobodyWasTold() {
        sidecar.answer(RawSidecar.ok("ok"));
        assertThat(Calls.item(emitter.request(to("after")))).isEqualTo("ok");
        assertThat(sidecar.next().requestLine()).isEqualTo("POST /v1.0/invoke/shop/method/after HTTP/1.1");
        assertThat(sidecar.pending()).isZero();
        assertThat(outcomes).isEmpty();
    }

    private static InvokeMethodParameters<String> to(String method) {
        return InvokeMethodParameters.of("x").binding("method", method);
    }

    private Cancellable start(Uni<?> call) {
        return call.subscribe().with(item -> outcomes.add("item: " + item), outcomes::add);
    }

    private static void cancel(Cancellable call, Context from) throws Exception {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        from.runOnContext(v -> {
            call.cancel();
            cancelled.complete(null);
        });
        cancelled.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "request", "send", "exchange" })
    void ofACallUnderWayClosesItsConnection(String kind) {
        sidecar.answer(RawSidecar.silence());
        Cancellable call = start(switch (kind) {
            case "request" -> emitter.request(to("m"));
            case "send" -> emitter.send(to("m"));
            default -> emitter.exchange(to("m"));
        });
        int connection = sidecar.next().connection();
        call.cancel();
        sidecar.awaitClosed(connection);
    }

    @Test
    void mayComeFromTheEventLoopOfTheCall() throws Exception {
        sidecar.answer(RawSidecar.silence());
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Cancellable> call = new CompletableFuture<>();
        context.runOnContext(v -> call.complete(start(emitter.request(to("m")))));
        int connection = sidecar.next().connection();
        cancel(call.get(20, TimeUnit.SECONDS), context);
        sidecar.awaitClosed(connection);
    }

    @Test
    void mayComeFromAnotherThread() throws Exception {
        sidecar.answer(RawSidecar.silence());
        CompletableFuture<Cancellable> call = new CompletableFuture<>();
        vertx.getOrCreateContext().runOnContext(v -> call.complete(start(emitter.request(to("m")))));
        int connection = sidecar.next().connection();
        Thread canceller = new Thread(call.get(20, TimeUnit.SECONDS)::cancel);
        canceller.start();
        canceller.join();
        sidecar.awaitClosed(connection);
    }

    @Test
    void mayBeRepeated() {
        sidecar.answer(RawSidecar.silence());
        Cancellable call = start(emitter.request(to("m")));
        int connection = sidecar.next().connection();
        call.cancel();
        call.cancel();
        sidecar.awaitClosed(connection);
        call.cancel();
    }

    @Test
    void whileTheResponseStreamsInClosesTheConnection() {
        CountDownLatch streaming = new CountDownLatch(1);
        byte[] chunk = ("3e8\r\n" + "x".repeat(1000) + "\r\n").getBytes();
        sidecar.answer((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
            // Until the peer closes the connection, which is an exception here
            for (long written = 0;; written += chunk.length) {
                out.write(chunk);
                if (written > 10_000_000) {
                    streaming.countDown();
                }
            }
        });
        Cancellable call = start(emitter.send(to("m")));
        assertThat(await(streaming)).isTrue();
        int connection = sidecar.next().connection();
        call.cancel();
        sidecar.awaitClosed(connection);
    }

    @Test
    void afterTheHeadOfTheResponseClosesTheConnection() {
        CountDownLatch answered = new CountDownLatch(1);
        sidecar.answer((request, out) -> {
            RawSidecar.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome").to(request, out);
            answered.countDown();
            return true;
        });
        Cancellable call = start(emitter.request(to("m")));
        assertThat(await(answered)).isTrue();
        int connection = sidecar.next().connection();
        call.cancel();
        sidecar.awaitClosed(connection);
    }

    @Test
    void ofACallThatWaitsForAConnectionSendsNothing() {
        CountDownLatch released = new CountDownLatch(1);
        sidecar.answer((request, out) -> await(released) && RawSidecar.ok("ok").to(request, out));
        CompletableFuture<String> underWay = emitter.request(to("first")).subscribeAsCompletionStage();
        sidecar.next();
        start(emitter.request(to("second"))).cancel();
        start(emitter.send(to("third"))).cancel();
        CompletableFuture<String> waiting = emitter.request(to("fourth")).subscribeAsCompletionStage();
        released.countDown();
        assertThat(underWay).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo("ok");
        assertThat(waiting).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo("ok");
        assertThat(sidecar.next().requestLine()).isEqualTo("POST /v1.0/invoke/shop/method/fourth HTTP/1.1");
    }

    @Test
    void ofACallUnderWayLetsTheWaitingOnesGo() {
        sidecar.answer((request, out) -> (request.requestLine().contains("/silent") ? RawSidecar.silence()
                : RawSidecar.ok("ok")).to(request, out));
        Cancellable silent = start(emitter.request(to("silent")));
        int connection = sidecar.next().connection();
        CompletableFuture<String> waiting = emitter.request(to("m")).subscribeAsCompletionStage();
        silent.cancel();
        sidecar.awaitClosed(connection);
        assertThat(waiting).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo("ok");
        assertThat(sidecar.next().connection()).isNotEqualTo(connection);
    }

    @Test
    void beforeAnythingIsSentSendsNothing() {
        sidecar.answer(RawSidecar.ok("ok"));
        emitter.request(to("m")).subscribe().withSubscriber(new UniSubscriber<String>() {
            @Override
            public void onSubscribe(UniSubscription subscription) {
                subscription.cancel();
            }

            @Override
            public void onItem(String item) {
                outcomes.add("item: " + item);
            }

            @Override
            public void onFailure(Throwable failure) {
                outcomes.add(failure);
            }
        });
        Calls.assertNothingSentBefore(emitter.request(to("later")), "POST /v1.0/invoke/shop/method/later HTTP/1.1");
    }

    @Test
    void afterTheEndLeavesTheConnectionToTheNextCall() throws Exception {
        sidecar.answer(RawSidecar.ok("ok"));
        Cancellable ended = start(emitter.request(to("first")));
        assertThat(outcomes.poll(20, TimeUnit.SECONDS)).isEqualTo("item: ok");
        int connection = sidecar.next().connection();
        ended.cancel();

        // The next call is under way on that connection when the first is cancelled once more
        CountDownLatch released = new CountDownLatch(1);
        sidecar.answer((request, out) -> await(released) && RawSidecar.ok("ok").to(request, out));
        CompletableFuture<String> next = emitter.request(to("second")).subscribeAsCompletionStage();
        assertThat(sidecar.next().connection()).isEqualTo(connection);
        ended.cancel();
        cancel(ended, vertx.getOrCreateContext());
        released.countDown();
        assertThat(next).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo("ok");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
