package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Daprd;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Back pressure works through the sidecars in both directions: buffers hold only a part of a body. Each test compares a call
 * whose body is not read with a second call that transfers all its values. When the second call has ended, the first one must
 * not have sent everything. So the tests do not depend on the speed of the machine.
 */
@QuarkusTest
class BackPressureTest {

    private static final String NDJSON = "application/x-ndjson";
    private static final String TEXT = "x".repeat(64 * 1024);

    /** The values have 64 KiB each. Together they are several times larger than the buffers between the two applications. */
    private static final int VALUES = 1000;

    @RegisterExtension
    static final Topology DAPR = new Topology().caller(BackPressureTest::enlarge).target(BackPressureTest::enlarge);

    @Inject
    Caller caller;

    private static void enlarge(Daprd sidecar) {
        sidecar.argument("--max-body-size=1Gi");
    }

    /** Writes values as fast as the connection of the application takes them, and counts them. */
    private static final class Writer {

        private final AtomicInteger written = new AtomicInteger();
        private final CompletableFuture<Void> closed = new CompletableFuture<>();
        private final HttpServerResponse response;
        private final String format;

        Writer(HttpServerResponse response, String contentType, String format) {
            this.response = response.putHeader("content-type", contentType).setChunked(true);
            this.format = format;
            response.closeHandler(nothing -> closed.complete(null));
            response.drainHandler(drained -> write());
            write();
        }

        private void write() {
            while (written.get() < VALUES && !response.writeQueueFull()) {
                response.write(format.formatted(written.getAndIncrement(), TEXT));
            }
            if (written.get() == VALUES && !response.ended()) {
                response.end();
            }
        }
    }

    static Stream<Arguments> formats() {
        String value = "{\"n\":%d,\"text\":\"%s\"}";
        return Topology.onBothRoutes(arguments(NDJSON, value + "\n"),
                arguments("text/event-stream", "data: " + value + "\n\n"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aCallerThatAsksForFewValuesStopsTheApplication(String route, String contentType, String format) throws Exception {
        List<CompletableFuture<Writer>> writers = List.of(new CompletableFuture<>(), new CompletableFuture<>());
        DAPR.target().answer(response -> {
            CompletableFuture<Writer> next = writers.get(writers.get(0).isDone() ? 1 : 0);
            next.complete(new Writer(response, contentType, format));
        });
        AssertSubscriber<Object> slow = subscribe(route, 3).awaitItems(3, Calls.LIMIT);
        Writer stopped = get(writers.get(0));

        subscribe(route, Long.MAX_VALUE).awaitCompletion(Calls.LIMIT);

        assertThat(get(writers.get(1)).written).hasValue(VALUES);
        assertThat(stopped.written.get()).isLessThan(VALUES);
        assertThat(slow.getItems()).isEqualTo(List.of(0, 1, 2));
        assertThat(stopped.closed).isNotDone();
        slow.cancel();
        get(stopped.closed);
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void valuesThatAreAskedForLaterAreAllThere(String route) throws Exception {
        CompletableFuture<Writer> writer = new CompletableFuture<>();
        DAPR.target().answer(
                response -> writer.complete(new Writer(response, NDJSON, "{\"n\":%d,\"text\":\"%s\"}\n")));
        AssertSubscriber<Object> slow = subscribe(route, 0);
        Writer stopped = get(writer);

        for (int asked = 1; asked <= VALUES / 2; asked *= 2) {
            slow.request(asked);
        }
        slow.request(VALUES).awaitCompletion(Calls.LIMIT);

        assertThat(slow.getItems()).isEqualTo(Stream.iterate(0, n -> n + 1).limit(VALUES).toList());
        assertThat(stopped.written).hasValue(VALUES);
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void anApplicationThatDoesNotReadStopsTheValuesOfThePayload(String route) throws Exception {
        CompletableFuture<HttpServerRequest> unread = new CompletableFuture<>();
        DAPR.target().handleWith(request -> {
            AtomicInteger length = new AtomicInteger();
            request.handler(chunk -> length.addAndGet(chunk.length()));
            request.endHandler(end -> request.response().end(length.toString()));
            if (!unread.isDone()) {
                unread.complete(request.pause());
            }
        });
        int length = VALUES * (TEXT.length() + "{\"text\":\"\"}\n".length());
        AtomicInteger asked = new AtomicInteger();
        CompletableFuture<String> slow = send(route, asked);
        HttpServerRequest paused = get(unread);

        assertThat(get(send(route, new AtomicInteger()))).isEqualTo(String.valueOf(length));

        assertThat(asked.get()).isLessThan(VALUES);
        assertThat(slow).isNotDone();
        paused.resume();
        assertThat(get(slow)).isEqualTo(String.valueOf(length));
    }

    private CompletableFuture<String> send(String route, AtomicInteger asked) {
        Multi<Map<String, Object>> values = Multi.createFrom().range(0, VALUES)
                .map(n -> {
                    asked.incrementAndGet();
                    return Map.of("text", TEXT);
                });
        return caller.rows.request(Calls.to(route, "foo", values)).subscribeAsCompletionStage();
    }

    /** @return gets the numbers of the values */
    private AssertSubscriber<Object> subscribe(String route, long asked) {
        return caller.values.request(Calls.<Void> to(route, "foo", null)).onItem().transformToMulti(values -> values)
                .map(value -> value.get("n")).subscribe().withSubscriber(AssertSubscriber.create(asked));
    }

    private static <X> X get(CompletableFuture<X> result) throws Exception {
        return result.get(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
