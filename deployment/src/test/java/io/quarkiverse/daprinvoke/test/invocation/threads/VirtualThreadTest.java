package io.quarkiverse.daprinvoke.test.invocation.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * A virtual thread of Quarkus may wait for a call, and what it subscribes to arrives on the context that it was started from,
 * as a method with RunOnVirtualThread is from that of its request.
 */
class VirtualThreadTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    Vertx vertx;

    @Inject
    @VirtualThreads
    ExecutorService virtualThreads;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @BeforeEach
    void onlyWhereThereAreVirtualThreads() {
        int version = Runtime.version().feature();
        String assumption = "Virtual threads need Java 21, this is Java " + version;
        if (version < 21) {
            System.out.println(assumption);
        }
        assumeTrue(version >= 21, assumption);
        sidecar.answer(RawSidecar.ok("ok"));
    }

    /** Runs a task on a virtual thread that is started from a context. */
    private <T> T run(Context context, Callable<T> task) throws Exception {
        CompletableFuture<Future<T>> started = new CompletableFuture<>();
        context.runOnContext(v -> started.complete(virtualThreads.submit(() -> {
            assertThat(isVirtual()).isTrue();
            return task.call();
        })));
        return started.get(20, TimeUnit.SECONDS).get(20, TimeUnit.SECONDS);
    }

    /** By reflection, because this is compiled for a Java that has no such threads. */
    private static boolean isVirtual() throws ReflectiveOperationException {
        return (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
    }

    @Test
    void mayWaitForACall() throws Exception {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        assertThat(run(context, () -> {
            emitter.sendAndAwait("x");
            return emitter.requestAndAwait("x");
        })).isEqualTo("ok");
    }

    @Test
    void isGivenTheOutcomeOnItsContext() throws Exception {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        CompletableFuture<Context> arrival = new CompletableFuture<>();
        run(context, () -> {
            assertThat(Vertx.currentContext()).isSameAs(context);
            return emitter.request("x").subscribe().with(reply -> arrival.complete(Vertx.currentContext()),
                    arrival::completeExceptionally);
        });
        assertThat(arrival.get(20, TimeUnit.SECONDS)).isSameAs(context);
    }
}
