package io.quarkiverse.daprinvoke.test.invocation.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
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
 * A verticle that may block may wait for a call, although its context does one thing after the other and is busy with
 * waiting.
 */
class BlockingVerticleTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Whereabouts.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.impatient.request-timeout", "1500ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.request-timeout", "10s");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @Inject
    @DaprInvoke(name = "impatient", appId = "shop", methodName = "m")
    RequestEmitter<String, String> impatient;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Whereabouts, String> whereabouts;

    /** Says where it is encoded. */
    public static class Whereabouts {

        public boolean isOnWorkerThread() {
            return Context.isOnWorkerThread();
        }
    }

    /** Runs a task in a verticle of that kind. */
    private <T> T run(String kind, Callable<T> task) throws Exception {
        ThreadingModel model = ThreadingModel.valueOf(kind);
        int version = Runtime.version().feature();
        String assumption = "Virtual threads need Java 21, this is Java " + version;
        if (model == ThreadingModel.VIRTUAL_THREAD && version < 21) {
            System.out.println(assumption);
            assumeTrue(false, assumption);
        }
        CompletableFuture<Context> deployed = new CompletableFuture<>();
        String id = vertx.deployVerticle(new AbstractVerticle() {
            @Override
            public void start() {
                deployed.complete(context);
            }
        }, new DeploymentOptions().setThreadingModel(model)).toCompletionStage().toCompletableFuture().get(20,
                TimeUnit.SECONDS);
        try {
            CompletableFuture<T> outcome = new CompletableFuture<>();
            deployed.get(20, TimeUnit.SECONDS).runOnContext(v -> {
                try {
                    assertThat(Vertx.currentContext().threadingModel()).isEqualTo(model);
                    outcome.complete(task.call());
                } catch (Throwable e) {
                    outcome.completeExceptionally(e);
                }
            });
            return outcome.get(20, TimeUnit.SECONDS);
        } finally {
            vertx.undeploy(id).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "WORKER", "VIRTUAL_THREAD" })
    void isGivenTheReply(String model) throws Exception {
        sidecar.answer((request, out) -> RawSidecar.ok("reply to " + request.text()).to(request, out));
        assertThat(run(model, () -> {
            emitter.sendAndAwait("a");
            return emitter.requestAndAwait("b") + ", " + emitter.requestAndAwait(InvokeMethodParameters.of("c")) + ", "
                    + emitter.exchangeAndAwait("d").body();
        })).isEqualTo("reply to b, reply to c, reply to d");
        assertThat(sidecar.next().text()).isEqualTo("a");
        assertThat(sidecar.next().text()).isEqualTo("b");
        assertThat(sidecar.next().text()).isEqualTo("c");
        assertThat(sidecar.next().text()).isEqualTo("d");
    }

    @ParameterizedTest
    @ValueSource(strings = { "WORKER", "VIRTUAL_THREAD" })
    void isThrownTheFailure(String model) throws Exception {
        sidecar.answer(RawSidecar.reply(500, "text/plain", "no"));
        assertThat(run(model, () -> catchThrowable(() -> emitter.requestAndAwait("x"))))
                .isExactlyInstanceOf(InvocationStatusException.class)
                .hasMessage("POST shop/m was answered with status 500");
    }

    @ParameterizedTest
    @ValueSource(strings = { "WORKER", "VIRTUAL_THREAD" })
    void doesNotWaitLongerThanTheTimeout(String model) throws Exception {
        sidecar.answer(RawSidecar.silence());
        assertTimeout(run(model, () -> catchThrowable(() -> impatient.requestAndAwait("x"))));
        assertTimeout(run(model, () -> catchThrowable(() -> impatient.sendAndAwait("x"))));
    }

    /** Code of the application may block there. */
    @Test
    void encodesThePayloadOnItsThread() throws Exception {
        sidecar.answer(RawSidecar.ok("ok"));
        assertThat(run("WORKER", () -> whereabouts.requestAndAwait(new Whereabouts()))).isEqualTo("ok");
        assertThat(sidecar.next().text()).isEqualTo("{\"onWorkerThread\":true}");
    }

    private void assertTimeout(Throwable failure) {
        assertThat(failure).isExactlyInstanceOf(InvocationTimeoutException.class)
                .hasMessage("POST shop/m did not end within 1500 ms");
        assertThat(((InvocationTimeoutException) failure).timeout()).isEqualTo(Duration.ofMillis(1500));
        Calls.assertTarget((DaprInvokeException) failure, "POST", "shop", "m");
        sidecar.awaitClosed(sidecar.next().connection());
    }
}
