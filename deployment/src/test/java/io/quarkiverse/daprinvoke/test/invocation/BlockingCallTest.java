package io.quarkiverse.daprinvoke.test.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Vertx;

/**
 * The blocking twins work where blocking is allowed, and refuse to run where it is not.
 */
class BlockingCallTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "{unknown}")
    RequestEmitter<String, String> unresolved;

    @BeforeEach
    void answer() {
        sidecar.answer((request, out) -> RawSidecar.ok("reply to " + request.text()).to(request, out));
    }

    @Test
    void worksOnAPlainThread() {
        emitter.sendAndAwait("a");
        assertThat(sidecar.next().text()).isEqualTo("a");
        assertThat(emitter.requestAndAwait("b")).isEqualTo("reply to b");
        assertThat(sidecar.next().text()).isEqualTo("b");
    }

    @Test
    void worksOnAWorkerThread() {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        vertx.executeBlocking(() -> {
            emitter.sendAndAwait("a");
            return Thread.currentThread().getName() + ": " + emitter.requestAndAwait("b");
        }).onComplete(result -> {
            if (result.succeeded()) {
                outcome.complete(result.result());
            } else {
                outcome.completeExceptionally(result.cause());
            }
        });
        assertThat(outcome).succeedsWithin(Duration.ofSeconds(20)).asString().startsWith("executor-thread-")
                .endsWith(": reply to b");
    }

    @Test
    void throwsTheFailureOfTheCallItself() {
        sidecar.answer(RawSidecar.reply(500, "text/plain", "no"));
        assertThatThrownBy(() -> emitter.sendAndAwait("x")).isExactlyInstanceOf(InvocationStatusException.class)
                .hasMessage("POST shop/m was answered with status 500");
        assertThatThrownBy(() -> emitter.requestAndAwait("x")).isExactlyInstanceOf(InvocationStatusException.class)
                .hasMessage("POST shop/m was answered with status 500");
        assertThatThrownBy(() -> unresolved.sendAndAwait("x")).isExactlyInstanceOf(InvalidInvocationTargetException.class);
    }

    @Test
    void refusesToRunOnAnEventLoop() {
        assertRefused(() -> emitter.sendAndAwait("x"), "sendAndAwait", "send");
        assertRefused(() -> emitter.requestAndAwait("x"), "requestAndAwait", "request");
        Calls.assertNothingSentBefore(emitter.send("later"), "POST /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    private void assertRefused(Runnable call, String blocking, String nonBlocking) {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        CompletableFuture<String> thread = new CompletableFuture<>();
        vertx.getOrCreateContext().runOnContext(v -> {
            thread.complete(Thread.currentThread().getName());
            outcome.complete(catchThrowable(call::run));
        });
        assertThat(outcome).succeedsWithin(Duration.ofSeconds(20));
        assertThat(outcome.join()).isExactlyInstanceOf(IllegalStateException.class).hasMessage(blocking
                + " must not be called on the event loop, which it would block (thread " + thread.join() + "). Use "
                + nonBlocking + " and return its Uni, or run the caller on another thread, for example with @Blocking or "
                + "@RunOnVirtualThread");
    }
}
