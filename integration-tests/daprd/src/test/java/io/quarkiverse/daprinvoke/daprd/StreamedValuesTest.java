package io.quarkiverse.daprinvoke.daprd;

import static io.quarkiverse.daprinvoke.daprd.support.Topology.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.ResponseStream;
import io.quarkiverse.daprinvoke.ServerSentEvent;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * The values of a streamed response go through the sidecars one by one, in each format.
 */
@QuarkusTest
class StreamedValuesTest {

    private static final String ROUTES = "io.quarkiverse.daprinvoke.daprd.support.Topology#routes";
    private static final String NDJSON = "application/x-ndjson";
    private static final String EVENTS = "text/event-stream";
    private static final String ACCEPT_VALUES = "application/x-ndjson, application/jsonl, application/jsonlines, "
            + "application/stream+json, application/json-seq, text/event-stream, application/json;q=0.9";
    private static final String ACCEPT_EVENTS = "text/event-stream, */*;q=0.1";

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    static Stream<Arguments> formats() {
        return Topology.onBothRoutes(
                arguments(NDJSON, List.of("{\"n\":1}\n", "{\"n\":2}\n", "{\"n\":3}\n"), ""),
                arguments(EVENTS, List.of("data: {\"n\":1}\n\n", "data: {\"n\":2}\n\n", "data: {\"n\":3}\n\n"), ""),
                arguments("application/json-seq",
                        List.of("\u001E{\"n\":1}\n", "\u001E{\"n\":2}\n", "\u001E{\"n\":3}\n"), ""),
                arguments("application/json", List.of("[{\"n\":1}", ",{\"n\":2}", ",{\"n\":3}"), "]"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void arriveAsTheyAreSent(String route, String contentType, List<String> values, String end) throws Exception {
        CompletableFuture<HttpServerResponse> reply = replyOf(contentType);
        subscribe(caller.values.request(call(route)));

        for (int i = 0; i < values.size(); i++) {
            get(reply).write(values.get(i));
            assertThat(next()).isEqualTo(Map.of("n", i + 1));
            assertThat(ended).isNotDone();
        }
        get(reply).end(end);

        get(ended);
        assertThat(received).isEmpty();
        assertThat(DAPR.target().call().headers().getAll("accept")).containsExactly(ACCEPT_VALUES);
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void eventsArriveAsTheyAreSent(String route) throws Exception {
        CompletableFuture<HttpServerResponse> reply = replyOf(EVENTS);
        subscribe(caller.events.request(call(route)));

        get(reply).write("id: a\nevent: added\ndata: {\"n\":1}\n\n");
        assertThat(next()).isEqualTo(new ServerSentEvent<>("a", "added", Map.of("n", 1), null, null));
        get(reply).write("data: {\"n\":2}\n\n");
        assertThat(next()).isEqualTo(new ServerSentEvent<>("a", "message", Map.of("n", 2), null, null));
        assertThat(ended).isNotDone();
        get(reply).end();

        get(ended);
        assertThat(received).isEmpty();
        assertThat(DAPR.target().call().headers().getAll("accept")).containsExactly(ACCEPT_EVENTS);
    }

    static Stream<Arguments> firstValues() {
        return Topology.onBothRoutes(arguments(NDJSON, "{\"n\":1}\n"), arguments(EVENTS, "data: {\"n\":1}\n\n"),
                arguments("application/json", "[{\"n\":1}"));
    }

    @ParameterizedTest
    @MethodSource("firstValues")
    void cancellationReachesTheApplication(String route, String contentType, String value) throws Exception {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        DAPR.target().answer(response -> response.closeHandler(nothing -> closed.complete(null))
                .putHeader("content-type", contentType).setChunked(true).write(value));
        Cancellable call = subscribe(caller.values.request(call(route)));
        assertThat(next()).isEqualTo(Map.of("n", 1));
        assertThat(closed).isNotDone();

        call.cancel();

        get(closed);
    }

    static Stream<Arguments> brokenOff() {
        return Topology.onBothRoutes(arguments(NDJSON, "{\"n\":1}\n", "{\"n\":"),
                arguments("application/json-seq", "\u001E{\"n\":1}\n", "\u001E{\"n\":"),
                arguments("application/json", "[{\"n\":1}", ",{\"n\":2}"));
    }

    /** The sidecar ends what the application did not, but such a body is not whole. */
    @ParameterizedTest
    @MethodSource("brokenOff")
    void aReplyThatBreaksOffWithinTheValuesIsAFailure(String route, String contentType, String value, String rest)
            throws Exception {
        breakOff(call(route), contentType, value, rest);

        assertThat(failure()).isExactlyInstanceOf(IncompleteResponseException.class);
    }

    /** By the standard an incomplete event is dropped, so nothing shows, unless the caller declares the last value. */
    @ParameterizedTest
    @MethodSource(ROUTES)
    void aReplyThatBreaksOffWithinAnEventLooksComplete(String route) throws Exception {
        breakOff(call(route), EVENTS, "data: {\"n\":1}\n\n", "data: {\"n\":");

        assertThat(failure()).isNull();
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void aReplyWithoutItsDeclaredLastValueIsAFailure(String route) throws Exception {
        breakOff(call(route).responseStream(ResponseStream.endsWith("[DONE]")), EVENTS, "data: {\"n\":1}\n\n",
                "data: {\"n\":");

        assertThat(failure()).isExactlyInstanceOf(IncompleteResponseException.class);
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void aStatusStaysAsItIs(String route) {
        DAPR.target().answerWith(404, "application/json", Buffer.buffer("{\"error\":\"none\"}"));

        for (Uni<?> call : List.of(caller.values.request(call(route)), caller.events.request(call(route)))) {
            InvocationStatusException failure = Calls.failure(InvocationStatusException.class, call);
            assertThat(failure.statusCode()).isEqualTo(404);
            assertThat(failure.body()).hasToString("{\"error\":\"none\"}");
            assertThat(failure.contentType()).isEqualTo("application/json");
        }
        assertThat(DAPR.target().received()).extracting(call -> call.headers().get("accept"))
                .containsExactly(ACCEPT_VALUES, ACCEPT_EVENTS);
    }

    /** Therefore the emitter does not send it. */
    @ParameterizedTest
    @ValueSource(ints = { 204, 404, 503 })
    void aStatusIsLostWithExactlyTheContentTypeOfEvents(int status) {
        DAPR.target().answerWith(status, "application/json", Buffer.buffer(status == 204 ? "" : "{\"error\":\"none\"}"));

        InvocationStatusException failure = Calls.failure(InvocationStatusException.class,
                caller.events.request(call(TARGET).header("accept", EVENTS)));

        assertThat(failure.statusCode()).isEqualTo(500);
        assertThat(failure.errorCode()).isEqualTo("ERR_DIRECT_INVOKE");
    }

    private void breakOff(InvokeMethodParameters<Void> parameters, String contentType, String value, String rest)
            throws Exception {
        CompletableFuture<Runnable> cut = new CompletableFuture<>();
        DAPR.target().handleWith(request -> {
            request.response().putHeader("content-type", contentType).setChunked(true).write(value);
            cut.complete(() -> request.response().write(rest).onComplete(written -> request.connection().close()));
        });
        subscribe(caller.values.request(parameters));
        assertThat(next()).isEqualTo(Map.of("n", 1));
        get(cut).run();
    }

    private static InvokeMethodParameters<Void> call(String route) {
        return Calls.to(route, "foo", null);
    }

    /** The application answers a call with the head alone. */
    private static CompletableFuture<HttpServerResponse> replyOf(String contentType) {
        CompletableFuture<HttpServerResponse> reply = new CompletableFuture<>();
        DAPR.target().answer(response -> reply.complete(response.putHeader("content-type", contentType).setChunked(true)));
        return reply;
    }

    private <X> Cancellable subscribe(Uni<Multi<X>> reply) {
        return reply.onItem().transformToMulti(values -> values).subscribe().with(received::add,
                ended::completeExceptionally, () -> ended.complete(null));
    }

    private Object next() throws InterruptedException {
        return received.poll(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private Throwable failure() throws Exception {
        return get(ended.handle((nothing, failure) -> failure));
    }

    private static <X> X get(CompletableFuture<X> result) throws Exception {
        return result.get(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
