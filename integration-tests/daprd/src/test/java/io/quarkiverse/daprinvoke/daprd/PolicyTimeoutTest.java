package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Failure;
import io.quarkiverse.daprinvoke.daprd.support.HeldCalls;
import io.quarkiverse.daprinvoke.daprd.support.Resiliency;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;

/**
 * The timeout of a resiliency policy of the sidecar.
 */
@QuarkusTest
class PolicyTimeoutTest {

    @RegisterExtension
    static final Topology DAPR = new Topology().caller(daprd -> daprd.resource("resiliency", Resiliency.policy("""
            timeouts:
              short: 2s
            """, "{ timeout: short }")));

    /**
     * The failure depends on the first event in the sidecar: its timer, or the end of the stream to the other sidecar.
     */
    private static final String TIMED_OUT = "(context deadline exceeded|rpc error: code = DeadlineExceeded desc = .*)";

    @Inject
    Caller caller;

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void endsTheCall(String route) {
        HeldCalls held = DAPR.target().hold();

        Failure.ofSidecar(500, route, TIMED_OUT, caller.any.send(Calls.to(route)));

        held.awaitGivenUp();
        assertThat(DAPR.target().received()).hasSize(1);
    }

    /** The part that has come looks like a complete response. */
    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void cutsAReplyThatHasBegun(String route) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        DAPR.target()
                .answer(response -> response.closeHandler(nothing -> closed.complete(null)).setChunked(true).write("first"));

        Buffer received = Calls.item(caller.streams.request(Calls.to(route, "foo", null))
                .chain(reply -> reply.body().collect().in(Buffer::buffer, Buffer::appendBuffer)));

        assertThat(received).hasToString("first");
        assertThat(closed).succeedsWithin(Calls.LIMIT);
        assertThat(DAPR.callerSidecar().isStarted()).isTrue();
    }
}
