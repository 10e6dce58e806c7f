package io.quarkiverse.daprinvoke.runtime.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/**
 * A connection may end after the pool has handed it out and before the call has taken it.
 */
class LeaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        CompletableFuture<T> outcome = future.toCompletionStage().toCompletableFuture();
        assertThat(outcome).succeedsWithin(PATIENCE);
        return outcome.join();
    }

    @Test
    void isClosedOnceTheSidecarHasClosedTheConnection() {
        CompletableFuture<NetSocket> sidecar = new CompletableFuture<>();
        NetServer server = await(vertx.createNetServer().connectHandler(sidecar::complete).listen(0, "127.0.0.1"));
        HttpClientRequest request = await(
                vertx.createHttpClient().request(HttpMethod.POST, server.actualPort(), "127.0.0.1", "/"));
        CompletableFuture<Void> closed = new CompletableFuture<>();
        request.exceptionHandler(failure -> {
        });
        request.connection().closeHandler(closed::complete);
        Lease first = Lease.of(request);
        assertThat(first.isClosed()).isFalse();
        assertThat(first.isOfKeptConnection()).isFalse();
        assertThat(sidecar).succeedsWithin(PATIENCE);
        sidecar.join().close();
        assertThat(closed).succeedsWithin(PATIENCE);
        assertThat(first.isClosed()).isTrue();
        Lease second = Lease.of(request);
        assertThat(second.isClosed()).isTrue();
        assertThat(second.isOfKeptConnection()).isTrue();
    }
}
