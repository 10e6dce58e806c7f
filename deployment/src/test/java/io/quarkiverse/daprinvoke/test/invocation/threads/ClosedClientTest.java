package io.quarkiverse.daprinvoke.test.invocation.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.support.AllEventLoops;
import io.quarkiverse.daprinvoke.test.support.Arrival;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;

/**
 * Calls that somebody makes while the application stops fail like others, on the context of the caller.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClosedClientTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Arrival.class, AllEventLoops.class)
            .overrideRuntimeConfigKey("quarkus.vertx.event-loops-pool-size", "2")
            .setLogRecordPredicate(record -> record.getLevel().getName().equals("ERROR"))
            .assertLogRecords(records -> assertThat(records).isEmpty());

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    Vertx vertx;

    @Inject
    SidecarClient client;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @BeforeEach
    void forget() {
        sidecar.answer(RawSidecar.ok("ok"));
    }

    /** One of the two event loops has made a call before, the other none. */
    @Test
    @Order(1)
    void isClosed() throws Exception {
        Arrival.on(AllEventLoops.of(vertx).get(0), emitter.request("before"));
        assertThat(sidecar.next().text()).isEqualTo("before");
        client.stop();
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    @Order(2)
    void tellsAnEventLoop(int number) throws Exception {
        Context context = AllEventLoops.of(vertx).get(number);
        assertThat(Arrival.on(context, emitter.request("x")))
                .isEqualTo(new Arrival("SidecarUnavailableException", context, true, false));
        assertNothingIsLeft();
    }

    @Test
    @Order(2)
    void tellsAWorkerVerticle() throws Exception {
        CompletableFuture<Context> deployed = new CompletableFuture<>();
        vertx.deployVerticle(new AbstractVerticle() {
            @Override
            public void start() {
                deployed.complete(context);
            }
        }, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
        Context context = deployed.get(30, TimeUnit.SECONDS);
        assertThat(Arrival.on(context, emitter.request("x")))
                .isEqualTo(new Arrival("SidecarUnavailableException", context, false, true));
        assertNothingIsLeft();
    }

    @Test
    @Order(2)
    void tellsAThreadWithoutAContextOnAnEventLoopAndNotWhileItSubscribes() throws Exception {
        CompletableFuture<Thread> told = new CompletableFuture<>();
        CompletableFuture<Thread> subscribed = new CompletableFuture<>();
        Thread subscriber = new Thread(() -> {
            emitter.request("x").subscribe().with(reply -> told.completeExceptionally(new AssertionError(reply)),
                    failure -> told.complete(Thread.currentThread()));
            subscribed.complete(Thread.currentThread());
        });
        subscriber.start();
        assertThat(subscribed.get(30, TimeUnit.SECONDS)).isSameAs(subscriber);
        assertThat(told.get(30, TimeUnit.SECONDS)).isNotSameAs(subscriber)
                .satisfies(thread -> assertThat(thread.getName()).startsWith("vert.x-eventloop-thread-"));
        assertThat(Calls.failure(SidecarUnavailableException.class, emitter.send("x")))
                .hasMessage("The application is stopping, so POST shop/m was not sent")
                .matches(failure -> !failure.mayHaveBeenSent());
        assertNothingIsLeft();
    }

    /** More often than a stack could hold. */
    @Test
    @Order(2)
    void mayBeTriedAgainAtOnceAgainAndAgain() throws Exception {
        Context context = AllEventLoops.of(vertx).get(0);
        assertThat(Arrival.on(context, emitter.request("x").onFailure().retry().atMost(20_000)))
                .isEqualTo(new Arrival("SidecarUnavailableException", context, true, false));
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        assertThat(client.inFlight().count()).isZero();
        assertThat(sidecar.pending()).isZero();
    }
}
