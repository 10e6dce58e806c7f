package io.quarkiverse.daprinvoke.test.invocation.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar.Connection;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * A streamed response that is cancelled when all of it has arrived, though not all is read, has no connection any more: what
 * becomes of the next call on that connection is not its business.
 */
class LateCancellationTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SteeredSidecar.get().url());

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "files", methodName = "read")
    RequestEmitter<Void, Multi<Buffer>> streams;

    @Inject
    @DaprInvoke(appId = "files", methodName = "name")
    RequestEmitter<Void, String> names;

    final SteeredSidecar sidecar = SteeredSidecar.get();

    private static <X> CompletableFuture<X> start(Context context, Uni<X> call) {
        CompletableFuture<X> outcome = new CompletableFuture<>();
        context.runOnContext(v -> call.subscribe().with(outcome::complete, outcome::completeExceptionally));
        return outcome;
    }

    /** Waits for what the context has to do now. */
    private static void await(Context context) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.runOnContext(v -> done.complete(null));
        assertThat(done).succeedsWithin(PATIENCE);
    }

    private static AssertSubscriber<Buffer> readOne(CompletableFuture<Multi<Buffer>> reply) {
        assertThat(reply).succeedsWithin(PATIENCE);
        return reply.join().subscribe().withSubscriber(AssertSubscriber.<Buffer> create(1)).awaitItems(1, PATIENCE);
    }

    @Test
    void leavesTheNextCallAlone() {
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Multi<Buffer>> reply = start(context, streams.request());
        try (Connection connection = sidecar.accept(reply)) {
            connection.head();
            connection.beginReply();
            connection.write("3\r\none\r\n3\r\ntwo\r\n5\r\nthree\r\n0\r\n\r\n");
            AssertSubscriber<Buffer> chunks = readOne(reply);
            CompletableFuture<String> next = start(context, names.request());
            // On the same connection
            assertThat(connection.head().get(0)).isEqualTo("POST /v1.0/invoke/files/method/name HTTP/1.1");
            chunks.cancel();
            // Twice, because the first task may lead to another one
            await(context);
            await(context);
            connection.write(OK);
            assertThat(next).succeedsWithin(PATIENCE).isEqualTo("ok");
        }
    }
}
