package io.quarkiverse.daprinvoke.test.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * Kept connections that the sidecar has closed by the time of the next call. Nothing of it is in the log.
 */
class RestartedSidecarTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SharedSidecar.mortal().url())
            // A machine that is busy may hold up event loops
            .setLogRecordPredicate(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue()
                    && !entry.getLoggerName().endsWith(".BlockedThreadChecker"))
            .assertLogRecords(entries -> assertThat(entries).extracting(LogRecord::getLoggerName, LogRecord::getMessage)
                    .isEmpty());

    private static final int CONNECTIONS = 10;

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Multi<Buffer>, String> streamed;

    RawSidecar sidecar = SharedSidecar.mortal();

    @BeforeEach
    void echo() {
        sidecar.answer((request, out) -> RawSidecar.ok(request.text()).to(request, out));
    }

    /** Calls that are under way together, and so have a connection each. */
    private void openConnections() {
        CountDownLatch together = new CountDownLatch(CONNECTIONS);
        sidecar.answer((request, out) -> {
            together.countDown();
            assertThat(together.await(30, TimeUnit.SECONDS)).isTrue();
            return RawSidecar.ok("ok").to(request, out);
        });
        Calls.item(Uni.join().all(calls("warm-up")).andFailFast());
    }

    /** Made on separate event loops, like requests to the application. */
    private List<Uni<String>> calls(String name) {
        List<Uni<String>> calls = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Context context = vertx.getOrCreateContext();
            Uni<String> call = i % 2 == 0 ? emitter.request(name + i)
                    : streamed.request(Multi.createFrom().item(Buffer.buffer(name + i)));
            calls.add(call.runSubscriptionOn(task -> context.runOnContext(v -> task.run())));
        }
        return calls;
    }

    @RepeatedTest(20)
    void losesNoCallAndSendsNoneTwice() {
        openConnections();
        assertThat(sidecar.connections()).isGreaterThanOrEqualTo(CONNECTIONS);
        long stopped = System.currentTimeMillis();
        SharedSidecar.restartMortal();
        sidecar = SharedSidecar.mortal();
        echo();
        // No process is replaced within a millisecond
        while (System.currentTimeMillis() <= stopped + 1) {
            Thread.onSpinWait();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            names.add("call" + i);
        }
        assertThat(Calls.item(Uni.join().all(calls("call")).andFailFast())).isEqualTo(names);
        List<String> received = new ArrayList<>();
        while (sidecar.pending() > 0) {
            received.add(sidecar.next().text());
        }
        assertThat(received).containsExactlyInAnyOrderElementsOf(names);
    }

    /**
     * The event loop is kept from noticing that the connection was closed until the next call is being made on it.
     */
    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void isNoticedEvenByAnEventLoopThatWasBusy(boolean reset) {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        vertx.getOrCreateContext().runOnContext(v -> emitter.request("first").subscribe().with(reply -> {
            // The response has been read, and what comes next waits for this task
            vertx.runOnContext(w -> {
                first.complete(reply);
                sidecar.hangUpOnAll(reset);
                long closed = System.currentTimeMillis();
                while (System.currentTimeMillis() <= closed + 1) {
                    Thread.onSpinWait();
                }
                emitter.request("second").subscribe().with(second::complete, second::completeExceptionally);
            });
        }, first::completeExceptionally));
        assertThat(first).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("first");
        assertThat(second).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("second");
        assertThat(sidecar.next().text()).isEqualTo("first");
        assertThat(sidecar.next().text()).isEqualTo("second");
        assertThat(sidecar.pending()).isZero();
    }

    /** All its connections are gone at once, more than a call asks for one after the other. */
    @Test
    void isNoticedByAnEventLoopThatWasBusyAndHadManyConnections() {
        CountDownLatch together = new CountDownLatch(CONNECTIONS);
        sidecar.answer((request, out) -> {
            together.countDown();
            assertThat(together.await(30, TimeUnit.SECONDS)).isTrue();
            return RawSidecar.ok(request.text()).to(request, out);
        });
        CompletableFuture<String> last = new CompletableFuture<>();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(v -> {
            List<Uni<String>> first = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                first.add(emitter.request("first" + i));
            }
            // Later tasks wait for this task
            Uni.join().all(first).andFailFast().subscribe().with(replies -> context.runOnContext(w -> {
                sidecar.hangUpOnAll(false);
                emitter.request("last").subscribe().with(last::complete, last::completeExceptionally);
            }), last::completeExceptionally);
        });
        assertThat(last).succeedsWithin(Duration.ofSeconds(60)).isEqualTo("last");
        List<String> received = new ArrayList<>();
        while (sidecar.pending() > 0) {
            received.add(sidecar.next().text());
        }
        assertThat(received).hasSize(CONNECTIONS + 1).endsWith("last");
    }
}
