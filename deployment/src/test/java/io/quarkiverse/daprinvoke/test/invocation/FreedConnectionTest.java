package io.quarkiverse.daprinvoke.test.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * The receiver of an outcome can make the next call at once: the place of the first call is free by then, even if it is the
 * only one and the wait queue is 0.
 */
class FreedConnectionTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-wait-queue-size", "0")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-response-size", "1K");

    // Vert.x gives each the next event loop, so that most do not share that of the connection
    private static final int CONTEXTS = 3;

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "{method}")
    RequestEmitter<String, Integer> emitter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, Integer> literal;

    /** How a call ends that has a fallback. */
    enum Failed {
        BY_A_STATUS(InvocationStatusException.class, RawSidecar.reply(500, "text/plain", "no")),
        BY_A_STATUS_WITH_A_LARGE_BODY(InvocationStatusException.class,
                RawSidecar.reply(500, "text/plain", "x".repeat(100_000))),
        BY_A_STATUS_WITH_AN_ENDLESS_BODY(InvocationStatusException.class,
                RawSidecar.raw("HTTP/1.1 500 X\r\nContent-Length: 100\r\n\r\n", "some".getBytes()), Duration.ofSeconds(1)),
        BY_AN_END_OF_THE_CONNECTION(SidecarUnavailableException.class, RawSidecar.hangUp()),
        BY_WHAT_IS_NO_HTTP(SidecarUnavailableException.class, RawSidecar.raw("no HTTP\r\n\r\n")),
        // Either of two kinds: from another event loop, what is wrong with the body may overtake the head
        BY_A_REPLY_THAT_BREAKS_OFF(DaprInvokeException.class, RawSidecar.raw(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "no size\r\n".getBytes())),
        BY_A_TIMEOUT(InvocationTimeoutException.class, RawSidecar.silence(), Duration.ofSeconds(1)),
        BY_A_TIMEOUT_INSIDE_THE_REPLY(InvocationTimeoutException.class,
                RawSidecar.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", "some".getBytes()), Duration.ofSeconds(1)),
        BY_A_REPLY_THAT_IS_TOO_LARGE(ResponseDecodingException.class, RawSidecar.ok("1".repeat(2000))),
        BY_AN_UNREADABLE_REPLY(ResponseDecodingException.class, RawSidecar.json(200, "no number"));

        final Class<? extends Throwable> type;
        final RawSidecar.Answer answer;
        final Duration timeout;

        Failed(Class<? extends Throwable> type, RawSidecar.Answer answer) {
            this(type, answer, Duration.ofSeconds(20));
        }

        Failed(Class<? extends Throwable> type, RawSidecar.Answer answer, Duration timeout) {
            this.type = type;
            this.answer = answer;
            this.timeout = timeout;
        }
    }

    private Uni<Integer> call(String method) {
        return emitter.request(InvokeMethodParameters.of("x").binding("method", method));
    }

    private static String line(String method) {
        return "POST /v1.0/invoke/shop/method/" + method + " HTTP/1.1";
    }

    /** Subscribes on a separate context and waits. */
    private <T> T itemOnAContext(Uni<T> call) throws Exception {
        Context context = ((VertxInternal) vertx).createEventLoopContext();
        CompletableFuture<T> outcome = new CompletableFuture<>();
        context.runOnContext(v -> call.subscribe().with(outcome::complete, outcome::completeExceptionally));
        return outcome.get(20, TimeUnit.SECONDS);
    }

    private Uni<List<Integer>> chain(int length, List<Integer> replies) {
        return call("m").invoke(replies::add)
                .chain(() -> replies.size() < length ? chain(length, replies) : Uni.createFrom().item(replies));
    }

    /** Each event loop has separate connections, and a chain stays on one event loop. */
    @Test
    void theNextCallOfAChainGoesOverTheSameConnection() throws Exception {
        sidecar.answer(RawSidecar.json(200, "1"));
        assertThat(Calls.item(chain(20, new ArrayList<>()))).hasSize(20).containsOnly(1);
        assertOneConnection();
        for (int i = 0; i < CONTEXTS; i++) {
            assertThat(itemOnAContext(chain(20, new ArrayList<>()))).hasSize(20).containsOnly(1);
            assertOneConnection();
        }
    }

    private void assertOneConnection() {
        int connection = sidecar.next().connection();
        for (int i = 1; i < 20; i++) {
            assertThat(sidecar.next().connection()).isEqualTo(connection);
        }
        assertThat(sidecar.pending()).isZero();
    }

    @Test
    void theNextCallOfALoopGoesOverTheSameConnection() {
        sidecar.answer((request, out) -> RawSidecar.json(200, request.text()).to(request, out));
        for (int i = 0; i < 200; i++) {
            assertThat(literal.requestAndAwait("" + i)).isEqualTo(i);
        }
        int connection = sidecar.next().connection();
        for (int i = 1; i < 200; i++) {
            assertThat(sidecar.next().connection()).isEqualTo(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "BY_A_STATUS", "BY_A_STATUS_WITH_A_LARGE_BODY", "BY_A_STATUS_WITH_AN_ENDLESS_BODY",
            "BY_AN_END_OF_THE_CONNECTION", "BY_WHAT_IS_NO_HTTP", "BY_A_REPLY_THAT_BREAKS_OFF", "BY_A_TIMEOUT",
            "BY_A_TIMEOUT_INSIDE_THE_REPLY", "BY_A_REPLY_THAT_IS_TOO_LARGE", "BY_AN_UNREADABLE_REPLY" })
    void aFallbackIsSentAfterACallThatFailed(String how) throws Exception {
        // By name, because the values of the enum are others in the application
        Failed failed = Failed.valueOf(how);
        sidecar.answer((request, out) -> (request.requestLine().equals(line("fails")) ? failed.answer
                : RawSidecar.json(200, "2")).to(request, out));
        // Makes the connection that of a context which is none of the following
        assertThat(Calls.item(call("before"))).isEqualTo(2);
        sidecar.next();
        Uni<Integer> call = emitter
                .request(InvokeMethodParameters.of("x").binding("method", "fails").timeout(failed.timeout))
                .onFailure(failed.type).recoverWithUni(() -> call("fallback"))
                .chain(reply -> call("after"));
        assertThat(Calls.item(call)).isEqualTo(2);
        assertSentInOrder();
        for (int i = 0; i < CONTEXTS; i++) {
            assertThat(itemOnAContext(call)).isEqualTo(2);
            assertSentInOrder();
        }
    }

    private void assertSentInOrder() {
        assertThat(sidecar.next().requestLine()).isEqualTo(line("fails"));
        RawSidecar.Request fallback = sidecar.next();
        assertThat(fallback.requestLine()).isEqualTo(line("fallback"));
        RawSidecar.Request after = sidecar.next();
        assertThat(after.requestLine()).isEqualTo(line("after"));
        assertThat(after.connection()).isEqualTo(fallback.connection());
        assertThat(sidecar.pending()).isZero();
    }
}
