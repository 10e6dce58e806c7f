package io.quarkiverse.daprinvoke.test.invocation.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Vertx;

/**
 * A thread that waits for a call and is interrupted, such as by a timeout around it, takes the call with it.
 */
class InterruptedCallTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @ParameterizedTest
    @ValueSource(strings = { "sendAndAwait", "requestAndAwait" })
    void ofNoContext(String method) throws Exception {
        CompletableFuture<Thread> started = new CompletableFuture<>();
        CompletableFuture<Outcome> ended = new CompletableFuture<>();
        new Thread(() -> call(method, started, ended)).start();
        assertThatTheCallEnds(started, ended);
    }

    @ParameterizedTest
    @ValueSource(strings = { "sendAndAwait", "requestAndAwait" })
    void ofAWorker(String method) throws Exception {
        CompletableFuture<Thread> started = new CompletableFuture<>();
        CompletableFuture<Outcome> ended = new CompletableFuture<>();
        vertx.executeBlocking(() -> {
            call(method, started, ended);
            // Not to be inherited by the next task of this thread
            return Thread.interrupted();
        });
        assertThatTheCallEnds(started, ended);
    }

    private void call(String method, CompletableFuture<Thread> started, CompletableFuture<Outcome> ended) {
        sidecar.answer(RawSidecar.silence());
        started.complete(Thread.currentThread());
        try {
            if (method.equals("sendAndAwait")) {
                emitter.sendAndAwait("x");
            } else {
                emitter.requestAndAwait("x");
            }
            ended.complete(null);
        } catch (RuntimeException e) {
            ended.complete(new Outcome(e, Thread.currentThread().isInterrupted()));
        }
    }

    private void assertThatTheCallEnds(CompletableFuture<Thread> started, CompletableFuture<Outcome> ended)
            throws Exception {
        Thread waiting = started.get(20, TimeUnit.SECONDS);
        RawSidecar.Request request = sidecar.next();
        waiting.interrupt();

        Outcome outcome = ended.get(20, TimeUnit.SECONDS);
        assertThat(outcome.failure()).isInstanceOf(CompletionException.class).hasCauseInstanceOf(InterruptedException.class);
        assertThat(outcome.interrupted()).isTrue();
        sidecar.awaitClosed(request.connection());
    }

    private record Outcome(RuntimeException failure, boolean interrupted) {
    }
}
