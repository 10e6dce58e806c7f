package io.quarkiverse.daprinvoke.test.invocation.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * An event loop that makes a call does other things while it waits.
 */
class EventLoopTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @Test
    void runsOtherTasksWhileTheSidecarIsSilent() {
        CountDownLatch released = new CountDownLatch(1);
        sidecar.answer((request, out) -> released.await(60, TimeUnit.SECONDS) && RawSidecar.ok("ok").to(request, out));
        Context context = vertx.getOrCreateContext();
        CompletableFuture<String> reply = new CompletableFuture<>();
        CompletableFuture<String> sentAndForgotten = new CompletableFuture<>();
        CompletableFuture<String> otherTask = new CompletableFuture<>();
        context.runOnContext(v -> {
            emitter.request("x").subscribe().with(reply::complete, reply::completeExceptionally);
            emitter.sendAndForget("y");
            sentAndForgotten.complete(Thread.currentThread().getName());
        });
        // Both calls have reached the sidecar, which says nothing
        sidecar.next();
        sidecar.next();
        context.runOnContext(v -> otherTask.complete(Thread.currentThread().getName()));
        assertThat(otherTask).succeedsWithin(Duration.ofSeconds(30)).asString().startsWith("vert.x-eventloop-thread-")
                .isEqualTo(sentAndForgotten.join());
        assertThat(reply).isNotDone();
        released.countDown();
        assertThat(reply).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("ok");
    }
}
