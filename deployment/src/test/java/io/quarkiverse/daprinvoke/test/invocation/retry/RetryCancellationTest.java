package io.quarkiverse.daprinvoke.test.invocation.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;

import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * A cancellation between two attempts ends the call. The log shows the retries, without text of the response.
 */
class RetryCancellationTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "secret-token")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.max-attempts", "2")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.jitter", "0")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.initial-back-off", "1s")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.later.retry.initial-back-off", "3s");

    private static final Logger LOGGER = Logger.getLogger("io.quarkiverse.daprinvoke");

    final RawSidecar sidecar = SharedSidecar.get();
    final BlockingQueue<String> logged = new LinkedBlockingQueue<>();
    final BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();
    private volatile Runnable onLog = () -> {
    };
    final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            String text = new PatternFormatter("%s%e").format(entry);
            // In addition to the line of the whole call, which CallLogTest checks
            if (entry.getLevel().intValue() <= Level.FINE.intValue() && text.startsWith("Attempt ")) {
                logged.add(text);
                onLog.run();
            }
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m?q=secret-query", httpVerb = "put")
    RequestEmitter<String, String> emitter;

    @Inject
    @DaprInvoke(name = "later", appId = "shop", methodName = "later", httpVerb = "put")
    RequestEmitter<String, String> later;

    private Level level;

    @BeforeEach
    void listen() {
        outcomes.clear();
        logged.clear();
        level = LOGGER.getLevel();
        LOGGER.setLevel(Level.FINE);
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
        LOGGER.setLevel(level);
    }

    private String nextLogged() throws InterruptedException {
        String text = logged.poll(30, TimeUnit.SECONDS);
        assertThat(text).isNotNull();
        return text;
    }

    private Cancellable start(Uni<?> call) {
        return call.subscribe().with(item -> outcomes.add("item: " + item), outcomes::add);
    }

    /** By the end of a call that waits much longer for its second attempt. */
    private void assertNotTriedAgain() {
        Calls.failure(InvocationStatusException.class, later.request("y"));
        assertThat(sidecar.next().text()).isEqualTo("x");
        assertThat(sidecar.next().text()).isEqualTo("y");
        assertThat(sidecar.next().text()).isEqualTo("y");
        assertThat(sidecar.pending()).isZero();
        assertThat(outcomes).isEmpty();
    }

    @Test
    void sendsNothingMore() throws Exception {
        Context context = vertx.getOrCreateContext();
        // After what the context is doing then, which is to begin the wait
        assertSendsNothingMore(context, call -> context.runOnContext(v -> call.cancel()));
    }

    @Test
    void fromAnotherThreadSendsNothingMore() throws Exception {
        Context context = vertx.getOrCreateContext();
        assertSendsNothingMore(context, call -> context.runOnContext(v -> new Thread(call::cancel).start()));
    }

    @Test
    void justBeforeTheWaitSendsNothingMore() throws Exception {
        assertSendsNothingMore(vertx.getOrCreateContext(), Cancellable::cancel);
    }

    private void assertSendsNothingMore(Context context, Consumer<Cancellable> whenLogged) throws Exception {
        sidecar.answer(RawSidecar.reply(503, "", ""));
        CompletableFuture<Cancellable> call = new CompletableFuture<>();
        onLog = () -> {
            onLog = () -> {
            };
            whenLogged.accept(call.join());
        };
        context.runOnContext(v -> call.complete(start(emitter.request("x"))));
        nextLogged();
        assertNotTriedAgain();
    }

    @Test
    void ofTheSecondAttemptClosesItsConnection() {
        sidecar.answer(RawSidecar.inTurn(RawSidecar.reply(503, "", ""), RawSidecar.silence()));
        Cancellable call = start(emitter.request("x"));
        sidecar.next();
        int connection = sidecar.next().connection();
        call.cancel();
        sidecar.awaitClosed(connection);
        assertThat(outcomes).isEmpty();
    }

    @Test
    void theLogTellsOfEachAttemptThatFollowsWithoutWhatMayBeSecret() throws Exception {
        sidecar.answer(RawSidecar.inTurn(
                RawSidecar.json(503, "{\"errorCode\":\"ERR_X\",\"message\":\"secret-message\"}"),
                RawSidecar.ok("secret-reply")));
        Calls.item(emitter.request("secret-payload"));
        assertThat(nextLogged()).isEqualTo("Attempt 1 of 2 of PUT shop/m failed (status 503). The next attempt starts in 1000 "
                + "ms");
        sidecar.answer(RawSidecar.inTurn(RawSidecar.hangUp(), RawSidecar.ok("ok")));
        Calls.item(emitter.request("x"));
        assertThat(nextLogged()).isEqualTo(
                "Attempt 1 of 2 of PUT shop/m failed (SidecarUnavailableException). The next attempt starts in 1000 ms");
        assertThat(logged).isEmpty();
    }

    @Test
    void theLogTellsNothingOfTheLastAttempt() {
        sidecar.answer(RawSidecar.reply(404, "", ""));
        Calls.failure(InvocationStatusException.class, emitter.request("x"));
        assertThat(logged).isEmpty();
    }
}
