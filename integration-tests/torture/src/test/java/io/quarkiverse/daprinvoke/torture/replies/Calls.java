package io.quarkiverse.daprinvoke.torture.replies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.torture.replies.RawServer.Play;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** Calls whose responses are written byte for byte. After each test nothing has been logged and nothing is left over. */
abstract class Calls {

    // Far longer than any call takes that does not have to end by it
    static final Duration TIMEOUT = Duration.ofSeconds(20);
    static final Duration SHORT_TIMEOUT = Duration.ofMillis(150);

    private static final AtomicInteger IDS = new AtomicInteger();

    private final RawServer server = RawServer.INSTANCE;

    @Inject
    ResponseEmitters emitters;

    @Inject
    SidecarClient client;

    private LogRecords log;

    /** How many calls are in flight at a time. */
    abstract int atOnce();

    @BeforeEach
    void collectLog() {
        log = LogRecords.collect();
    }

    @AfterEach
    void nothingIsLoggedOrLeftOver() {
        log.close();
        assertThat(log.take()).isEmpty();
        await().pollDelay(Duration.ZERO).until(() -> client.inFlight().count() == 0);
        await().pollDelay(Duration.ZERO).until(() -> server.open() <= atOnce() + atOnce() / 2);
    }

    /** Makes a call, for which that is written. */
    CompletableFuture<String> start(ReplyKind type, Play play, InvokeMethodParameters<?> parameters) {
        String id = Integer.toString(IDS.incrementAndGet());
        server.prepare(id, play);
        return outcome(type.call(emitters, parameters.header("x-play", id)));
    }

    /** Makes a call that is answered with that text. */
    CompletableFuture<String> echo(String text) {
        return outcome(emitters.echo().request(InvokeMethodParameters.of(Buffer.buffer(text)).timeout(TIMEOUT)));
    }

    /** Asserts that a further call gets its own response. */
    void assertNext(String text) {
        assertThat(get(echo(text))).isEqualTo("=" + text);
    }

    static String get(CompletableFuture<String> outcome) {
        assertThat(outcome).succeedsWithin(Duration.ofSeconds(60));
        return outcome.join();
    }

    private static CompletableFuture<String> outcome(Uni<?> call) {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        call.subscribe().with(value -> {
            if (!outcome.complete(content(value))) {
                throw new AssertionError("A second outcome: " + content(value));
            }
        }, failure -> {
            String name = failure.getClass().getSimpleName();
            if (!outcome
                    .complete(failure instanceof InvocationStatusException status ? name + " " + status.statusCode() : name)) {
                throw new AssertionError("A second outcome", failure);
            }
        });
        return outcome;
    }

    private static String content(Object value) {
        try {
            return "=" + ReplyKind.content(value);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
