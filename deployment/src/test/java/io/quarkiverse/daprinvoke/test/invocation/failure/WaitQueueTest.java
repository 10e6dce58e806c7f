package io.quarkiverse.daprinvoke.test.invocation.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * Calls wait for a connection, but only so many of them, and never longer than their timeout.
 */
class WaitQueueTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-wait-queue-size", "1");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "{method}")
    RequestEmitter<String, String> emitter;

    private static InvokeMethodParameters<String> to(String method) {
        return InvokeMethodParameters.of("x").binding("method", method);
    }

    private CompletableFuture<String> start(String method) {
        return emitter.request(to(method)).subscribeAsCompletionStage();
    }

    private static CountDownLatch answerWhenReleased(RawSidecar sidecar) {
        CountDownLatch released = new CountDownLatch(1);
        sidecar.answer((request, out) -> released.await(20, TimeUnit.SECONDS) && RawSidecar.ok("ok").to(request, out));
        return released;
    }

    @Test
    void aCallThatFindsTheQueueFullFailsAtOnceAndIsNotSent() {
        CountDownLatch released = answerWhenReleased(sidecar);
        CompletableFuture<String> underWay = start("first");
        assertThat(sidecar.next().requestLine()).isEqualTo("POST /v1.0/invoke/shop/method/first HTTP/1.1");
        CompletableFuture<String> waiting = start("second");
        SidecarUnavailableException failure = Calls.failure(SidecarUnavailableException.class, emitter.send(to("third")));
        assertThat(failure).hasMessage("All connections to the Dapr sidecar at " + sidecar.url()
                + " are in use and the wait queue is full, so POST shop/third was not sent; see quarkus.dapr-invoke.pool-size "
                + "and .max-wait-queue-size");
        Calls.assertTarget(failure, "POST", "shop", "third");
        released.countDown();
        assertThat(underWay).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("ok");
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("ok");
        assertThat(sidecar.next().requestLine()).isEqualTo("POST /v1.0/invoke/shop/method/second HTTP/1.1");
        Calls.assertNothingSentBefore(emitter.request(to("later")), "POST /v1.0/invoke/shop/method/later HTTP/1.1");
    }

    @Test
    void aCallThatWaitsLongerThanItsTimeoutFailsAndIsNotSent() {
        CountDownLatch released = answerWhenReleased(sidecar);
        CompletableFuture<String> underWay = start("first");
        sidecar.next();
        InvocationTimeoutException failure = Calls.failure(InvocationTimeoutException.class,
                emitter.send(to("second").timeout(Duration.ofMillis(50))));
        assertThat(failure).hasMessage("POST shop/second did not end within 50 ms");
        Calls.assertTarget(failure, "POST", "shop", "second");
        released.countDown();
        assertThat(underWay).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("ok");
        Calls.assertNothingSentBefore(emitter.request(to("later")), "POST /v1.0/invoke/shop/method/later HTTP/1.1");
    }

    @Test
    void aCallThatTimedOutInTheQueueHasLeftItsPlaceToTheNext() throws Exception {
        CountDownLatch released = answerWhenReleased(sidecar);
        CompletableFuture<String> underWay = start("first");
        sidecar.next();
        // Repeated, because a separate timer releases the place
        for (int i = 0; i < 30; i++) {
            Context context = ((VertxInternal) vertx).createEventLoopContext();
            CompletableFuture<CompletableFuture<String>> next = new CompletableFuture<>();
            context.runOnContext(v -> emitter.request(to("second").timeout(Duration.ofMillis(20))).subscribe().with(
                    reply -> next.completeExceptionally(new AssertionError("sent")),
                    // Fails at once if there is no place
                    failure -> next.complete(
                            emitter.request(to("third").timeout(Duration.ofMillis(20))).subscribeAsCompletionStage())));
            assertThat(next.get(20, TimeUnit.SECONDS)).failsWithin(Duration.ofSeconds(20)).withThrowableThat()
                    .withCauseExactlyInstanceOf(InvocationTimeoutException.class);
        }
        Calls.failure(InvocationTimeoutException.class, emitter.send(to("second").timeout(Duration.ofMillis(20))));
        CompletableFuture<String> waiting = start("third");
        assertThat(sidecar.pending()).isZero();
        released.countDown();
        assertThat(underWay).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("ok");
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("ok");
        assertThat(sidecar.next().requestLine()).isEqualTo("POST /v1.0/invoke/shop/method/third HTTP/1.1");
        assertThat(sidecar.pending()).isZero();
    }
}
