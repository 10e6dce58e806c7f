package io.quarkiverse.daprinvoke.test.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/**
 * Calls that wait for their filter use no connection and are not in the wait queue.
 */
class SlowFilterTest {

    private static final int CALLS = 1000;

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(ScriptedFilter.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-wait-queue-size", String.valueOf(CALLS));

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    ScriptedFilter filter;

    @Inject
    SidecarClient client;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @Test
    void holdsNoConnection() {
        sidecar.answer(RawSidecar.ok("ok"));
        ConcurrentLinkedQueue<UniEmitter<? super Void>> waiting = new ConcurrentLinkedQueue<>();
        filter.runs(call -> call.parameters().body().equals("slow") ? Uni.createFrom().<Void> emitter(waiting::add)
                : Uni.createFrom().voidItem());
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            calls.add(emitter.request("slow").subscribeAsCompletionStage());
        }
        assertThat(client.inFlight().count()).isEqualTo(CALLS);
        assertThat(Calls.sent(emitter.request("fast")).text()).isEqualTo("fast");
        assertThat(sidecar.pending()).isZero();
        // The filter of the last one was asked on the same event loop
        assertThat(waiting).hasSize(CALLS);
        waiting.forEach(filtered -> filtered.complete(null));
        assertThat(CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))).succeedsWithin(60, TimeUnit.SECONDS);
        for (int i = 0; i < CALLS; i++) {
            assertThat(sidecar.next().text()).isEqualTo("slow");
        }
        assertThat(client.inFlight().count()).isZero();
    }

    @Test
    void aSubscriberThatFailsLeavesNothingUnderWay() {
        filter.reset();
        assertThatIllegalStateException().isThrownBy(() -> AbstractUni.subscribe(emitter.request("x"), new UniSubscriber<>() {
            @Override
            public void onSubscribe(UniSubscription subscription) {
                throw new IllegalStateException("no");
            }

            @Override
            public void onItem(String item) {
                // Not this test
            }

            @Override
            public void onFailure(Throwable failure) {
                // Not this test
            }
        }));
        assertThat(client.inFlight().count()).isZero();
    }
}
