package io.quarkiverse.daprinvoke.test.invocation.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvocationFilterException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.Multipart;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.ResponseStream;
import io.quarkiverse.daprinvoke.ServerSentEvent;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar.Connection;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * A stream of events that goes on after a loss of its connection, if the call says so.
 */
class ResumedEventsTest {

    // One connection, so that a call which does not give it back is noticed by the next one
    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Numbering.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.initial-back-off", "1ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.max-back-off", "50ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SteeredSidecar.get().url());

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NEVER = "retry: 99999999999999\n\n";

    public record Row(int id) {
    }

    /** Lets two calls pass, and says which is which. */
    @ForEmitters("filtered")
    public static class Numbering implements InvocationFilter {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public Uni<Void> filter(OutgoingInvocation call) {
            int number = calls.incrementAndGet();
            if (number > 2) {
                return Uni.createFrom().failure(new IllegalStateException("no token"));
            }
            call.header("x-number", "" + number);
            return Uni.createFrom().voidItem().emitOn(Infrastructure.getDefaultExecutor());
        }
    }

    @Inject
    Vertx vertx;

    @Inject
    SidecarClient client;

    @Inject
    @DaprInvoke(appId = "news", methodName = "feed", httpVerb = "get")
    RequestEmitter<Void, Multi<ServerSentEvent<String>>> feed;

    @Inject
    @DaprInvoke(appId = "news", methodName = "feed", httpVerb = "get")
    RequestEmitter<Void, Multi<ServerSentEvent<Row>>> rows;

    @Inject
    @DaprInvoke(appId = "news", methodName = "feed", httpVerb = "get")
    RequestEmitter<Void, InvokeResponse<Multi<ServerSentEvent<String>>>> withHead;

    @Inject
    @DaprInvoke(appId = "news", methodName = "feed", httpVerb = "{verb}")
    RequestEmitter<String, Multi<ServerSentEvent<String>>> asked;

    @Inject
    @DaprInvoke(appId = "news", methodName = "feed", httpVerb = "put")
    RequestEmitter<Multi<Buffer>, Multi<ServerSentEvent<String>>> streamed;

    @Inject
    @DaprInvoke(appId = "news", methodName = "feed", httpVerb = "put")
    RequestEmitter<Multipart, Multi<ServerSentEvent<String>>> form;

    @Inject
    @DaprInvoke(appId = "news", methodName = "feed", httpVerb = "get")
    RequestEmitter<Void, Multi<Row>> values;

    @Inject
    @DaprInvoke(name = "filtered", appId = "news", methodName = "feed", httpVerb = "get")
    RequestEmitter<Void, Multi<ServerSentEvent<String>>> filtered;

    @Inject
    @DaprInvoke(appId = "news", methodName = "name", httpVerb = "get")
    RequestEmitter<Void, String> other;

    final SteeredSidecar sidecar = SteeredSidecar.get();
    final List<AssertSubscriber<?>> subscribers = new CopyOnWriteArrayList<>();

    /** A stream that a test has left would call while others run. */
    @AfterEach
    void endWhatIsLeft() {
        subscribers.forEach(AssertSubscriber::cancel);
        sidecar.closeOthers();
    }

    private <X> AssertSubscriber<X> subscribe(Multi<X> events, long demand) {
        AssertSubscriber<X> subscriber = events.subscribe().withSubscriber(AssertSubscriber.create(demand));
        subscribers.add(subscriber);
        return subscriber;
    }

    private static InvokeMethodParameters<Void> resuming() {
        return InvokeMethodParameters.none().responseStream(ResponseStream.resuming());
    }

    /** One call on the wire, of which the stream may have several. */
    private final class Wire implements AutoCloseable {

        final List<String> head;
        private final Connection connection;

        Wire(CompletableFuture<?> call) {
            connection = sidecar.accept(call);
            head = connection.head();
        }

        Wire() {
            this(new CompletableFuture<>());
        }

        Wire begin() {
            connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            return this;
        }

        Wire write(String events) {
            connection.writeChunk(new String(events.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            return this;
        }

        void end() {
            connection.endReply();
            connection.close();
        }

        void answer(String response) {
            connection.write("HTTP/1.1 " + response);
        }

        String header(String name) {
            return head.stream().filter(line -> line.toLowerCase().startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).trim()).reduce((a, b) -> a + ", " + b).orElse("none");
        }

        String lastEventId() {
            return new String(header("last-event-id").getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        /** Breaks off. */
        @Override
        public void close() {
            connection.close();
        }
    }

    private <X> AssertSubscriber<X> begin(Uni<Multi<X>> call, long demand, String events) {
        CompletableFuture<Multi<X>> reply = call.subscribeAsCompletionStage();
        try (Wire first = new Wire(reply).begin()) {
            assertThat(reply).succeedsWithin(PATIENCE);
            AssertSubscriber<X> subscriber = subscribe(reply.join(), demand);
            first.write(events);
            if (demand > 0 && events.contains("data")) {
                // Not awaitItems, which fails if there are more by then
                await().atMost(PATIENCE).until(() -> !subscriber.getItems().isEmpty());
            }
            return subscriber;
        }
    }

    private static List<String> data(AssertSubscriber<ServerSentEvent<String>> events) {
        return events.getItems().stream().map(ServerSentEvent::data).toList();
    }

    private void assertNoFurtherCall() {
        CompletableFuture<String> next = other.request().subscribeAsCompletionStage();
        try (Wire wire = new Wire(next)) {
            assertThat(wire.head.get(0)).isEqualTo("GET /v1.0/invoke/news/method/name HTTP/1.1");
            wire.answer("200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
            assertThat(next).succeedsWithin(PATIENCE).isEqualTo("ok");
        }
        assertThat(client.inFlight().count()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "id: 1\\ndata: a\\n\\n                    | 1",
            "id: 1\\ndata: a\\n\\nid: 2\\n\\n         | 2",
            "id: 1\\ndata: a\\n\\nid: 2\\ndata: b    | 1",
            "id: 1\\ndata: a\\n\\nid: 2\\ndata: b\\n | 1",
            "id: 1\\ndata: a\\n\\ndata: b\\n\\n       | 1",
            "id: 1\\ndata: a\\n\\nid:\\n\\n           | none",
            "id: 1\\n\\nid\\ndata: a\\n\\n            | none",
            "id: 1\\ndata: a\\n\\nid: 2\\0\\n\\n       | 1",
            "data: a\\n\\n                           | none",
            "id: \u00fc\u20ac\ud83d\ude00\\ndata: a\\n\\n | \u00fc\u20ac\ud83d\ude00" })
    void goesOnWithTheLastIdOfWhatCameWhole(String escaped, String id) {
        AssertSubscriber<ServerSentEvent<String>> all = begin(feed.request(resuming()), 10, escaped.translateEscapes());
        Wire second = new Wire().begin();
        assertThat(second.head.get(0)).isEqualTo("GET /v1.0/invoke/news/method/feed HTTP/1.1");
        assertThat(second.lastEventId()).isEqualTo(id);
        assertThat(second.header("accept")).isEqualTo("text/event-stream, */*;q=0.1");
        second.write("data: z\n\n").end();
        all.awaitCompletion(PATIENCE);
        assertThat(data(all)).startsWith("a").endsWith("z");
        assertThat(all.getLastItem().id()).isEqualTo(id.equals("none") ? null : id);
        assertNoFurtherCall();
    }

    @Test
    void goesOnAsOftenAsItIsLost() {
        AssertSubscriber<ServerSentEvent<String>> all = begin(feed.request(resuming()), 100, "id: 1\ndata: a\n\n");
        // Lost before the answer, within its head, without an event, and after one without an ID
        try (Wire wire = new Wire()) {
            assertThat(wire.lastEventId()).isEqualTo("1");
        }
        try (Wire wire = new Wire()) {
            assertThat(wire.lastEventId()).isEqualTo("1");
            wire.answer("200 OK\r\nContent-Ty");
        }
        try (Wire wire = new Wire()) {
            assertThat(wire.lastEventId()).isEqualTo("1");
            wire.begin();
        }
        try (Wire wire = new Wire()) {
            assertThat(wire.lastEventId()).isEqualTo("1");
            wire.begin().write(": heartbeat\ndata: b\n\n");
            // What has come need not have been read when the loss is noticed
            all.awaitItems(2, PATIENCE);
        }
        try (Wire wire = new Wire()) {
            assertThat(wire.lastEventId()).isEqualTo("1");
            wire.begin().write("id: 2\ndata: c\n\n");
            all.awaitItems(3, PATIENCE);
        }
        Wire last = new Wire().begin();
        assertThat(last.lastEventId()).isEqualTo("2");
        last.write("data: d\n\n").end();
        all.awaitCompletion(PATIENCE);
        assertThat(data(all)).containsExactly("a", "b", "c", "d");
        assertNoFurtherCall();
    }

    @Test
    void mayComeWithItsHead() {
        Uni<Multi<ServerSentEvent<String>>> call = withHead.request(resuming()).onItem().transform(InvokeResponse::body);
        AssertSubscriber<ServerSentEvent<String>> all = begin(call, 10, "id: 1\ndata: a\n\n");
        new Wire().begin().write("data: b\n\n").end();
        assertThat(data(all.awaitCompletion(PATIENCE))).containsExactly("a", "b");
    }

    @Test
    void sendsAgainWhatTheCallSends() {
        InvokeMethodParameters<String> parameters = InvokeMethodParameters.of("question").binding("verb", "put")
                .query("q", "1").header("x-own", "own").responseStream(ResponseStream.resuming());
        AssertSubscriber<ServerSentEvent<String>> all = begin(asked.request(parameters), 10, "id: 1\ndata: a\n\n");
        Wire second = new Wire();
        assertThat(second.head.get(0)).isEqualTo("PUT /v1.0/invoke/news/method/feed?q=1 HTTP/1.1");
        assertThat(second.header("x-own")).isEqualTo("own");
        assertThat(second.connection.bytes(8)).asString(StandardCharsets.US_ASCII).isEqualTo("question");
        second.begin().end();
        assertThat(data(all.awaitCompletion(PATIENCE))).containsExactly("a");
    }

    @Test
    void isFilteredEachTime() {
        Set<Context> contexts = ConcurrentHashMap.newKeySet();
        AssertSubscriber<ServerSentEvent<String>> all = begin(filtered.request(resuming()).onItem().transform(
                events -> events.onItem().invoke(event -> contexts.add(Vertx.currentContext()))), 10, "id: 1\ndata: a\n\n");
        try (Wire second = new Wire().begin()) {
            assertThat(second.header("x-number")).isEqualTo("2");
            assertThat(second.lastEventId()).isEqualTo("1");
            second.write("data: b\n\n");
            all.awaitItems(2, PATIENCE);
        }
        all.awaitFailure(PATIENCE);
        assertThat(data(all)).containsExactly("a", "b");
        assertThat(contexts).hasSize(1);
        assertThat(all.getFailure()).isExactlyInstanceOf(InvocationFilterException.class).hasRootCauseMessage("no token");
        // Not by this call, but by those before it
        assertThat(((DaprInvokeException) all.getFailure()).mayHaveBeenSent()).isTrue();
        assertNoFurtherCall();
    }

    @Test
    void beginsWithTheIdOfTheCall() {
        AssertSubscriber<ServerSentEvent<String>> all = begin(feed.request(resuming().header("Last-Event-ID", "5")), 10,
                "data: a\n\n");
        try (Wire wire = new Wire()) {
            assertThat(wire.lastEventId()).isEqualTo("5");
            wire.begin().write("id: 6\ndata: b\n\n");
            all.awaitItems(2, PATIENCE);
        }
        try (Wire wire = new Wire()) {
            assertThat(wire.lastEventId()).isEqualTo("6");
            wire.begin().write("id\ndata: c\n\n");
            all.awaitItems(3, PATIENCE);
        }
        Wire last = new Wire().begin();
        assertThat(last.lastEventId()).isEqualTo("none");
        last.end();
        all.awaitCompletion(PATIENCE);
    }

    @Test
    void doesNotPassAnEventThatHasNotBeenRead() {
        AssertSubscriber<ServerSentEvent<String>> all = begin(feed.request(resuming()), 1,
                "id: 1\ndata: a\n\nid: 2\ndata: b\n\n");
        Wire second = new Wire().begin();
        assertThat(second.lastEventId()).isEqualTo("1");
        second.write("id: 2\ndata: b\n\nid: 3\ndata: c\n\n");
        all.request(1).awaitItems(2, PATIENCE);
        second.close();
        Wire third = new Wire().begin();
        assertThat(third.lastEventId()).isEqualTo("2");
        third.write("id: 3\ndata: c\n\nid: 4\ndata: d\n\n").end();
        all.request(1).awaitItems(3, PATIENCE).request(10).awaitCompletion(PATIENCE);
        assertThat(data(all)).containsExactly("a", "b", "c", "d");
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void endsWithTheBodyUnlessALastEventIsDeclared(boolean declared) {
        ResponseStream stream = declared ? ResponseStream.endsWith("[DONE]").andResuming() : ResponseStream.resuming();
        CompletableFuture<Multi<ServerSentEvent<String>>> reply = feed
                .request(InvokeMethodParameters.none().responseStream(stream)).subscribeAsCompletionStage();
        new Wire(reply).begin().write("id: 1\ndata: a\n\n").end();
        assertThat(reply).succeedsWithin(PATIENCE);
        AssertSubscriber<ServerSentEvent<String>> all = subscribe(reply.join(), 10);
        if (declared) {
            Wire second = new Wire().begin();
            assertThat(second.lastEventId()).isEqualTo("1");
            second.write("data: [DONE]\n\n").end();
        }
        assertThat(data(all.awaitCompletion(PATIENCE))).containsExactly("a");
        assertNoFurtherCall();
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void endsWithTheStatus204(boolean declared) {
        ResponseStream stream = declared ? ResponseStream.resuming().andEndsWith("[DONE]") : ResponseStream.resuming();
        AssertSubscriber<ServerSentEvent<String>> all = begin(
                feed.request(InvokeMethodParameters.none().responseStream(stream)), 10, "id: 1\ndata: a\n\n");
        try (Wire wire = new Wire()) {
            wire.answer("204 No Content\r\nConnection: close\r\n\r\n");
            assertThat(data(all.awaitCompletion(PATIENCE))).containsExactly("a");
        }
        assertNoFurtherCall();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '%', value = {
            "503 X~Content-Length: 0~~!InvocationStatusException!GET news/feed was answered with status 503",
            "404 X~Content-Length: 0~~!InvocationStatusException!GET news/feed was answered with status 404",
            "200 X~Content-Type: text/html~Content-Length: 5~~data:!ResponseDecodingException!has the content type text/html",
            "200 X~Content-Type: text/event-stream~Content-Length: 9~~data: x''!ResponseDecodingException!is not of the declared type" })
    void failsWithAnyOtherFailure(String response, String type, String message) {
        AssertSubscriber<ServerSentEvent<Row>> all = begin(rows.request(resuming()), 10, "id: 1\ndata: {\"id\":1}\n\n");
        try (Wire wire = new Wire()) {
            wire.answer(response.replace("~", "\r\n").replace('\'', '\n'));
            all.awaitFailure(PATIENCE);
            assertThat(all.getItems()).hasSize(1);
            assertThat(all.getFailure()).hasMessageContaining(message);
            assertThat(all.getFailure().getClass().getSimpleName()).isEqualTo(type);
        }
        assertNoFurtherCall();
    }

    @Test
    void failsWithABadValue() {
        AssertSubscriber<ServerSentEvent<Row>> all = begin(rows.request(resuming()), 10,
                "id: 1\ndata: {\"id\":1}\n\ndata: x\n\n").awaitFailure(PATIENCE);
        assertThat(all.getFailure()).isExactlyInstanceOf(ResponseDecodingException.class);
        assertNoFurtherCall();
    }

    @Test
    void failsWithTheFirstAnswer() {
        CompletableFuture<Multi<ServerSentEvent<String>>> reply = feed.request(resuming()).subscribeAsCompletionStage();
        try (Wire wire = new Wire(reply)) {
            wire.answer("503 X\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            assertThat(reply).failsWithin(PATIENCE).withThrowableThat()
                    .withCauseExactlyInstanceOf(InvocationStatusException.class);
        }
        CompletableFuture<Multi<ServerSentEvent<String>>> lost = feed.request(resuming()).subscribeAsCompletionStage();
        new Wire(lost).close();
        assertThat(lost).failsWithin(PATIENCE).withThrowableThat()
                .withCauseExactlyInstanceOf(SidecarUnavailableException.class);
        assertNoFurtherCall();
    }

    @ParameterizedTest
    @ValueSource(strings = { "id: a\u0001b\ndata: a\n\n", "id: a\tb\ndata: a\n\n", "id: a\u007f\ndata: a\n\n",
            "id: a\u0085\ndata: a\n\n", "long", "data: a\n\n" + NEVER })
    void failsWithTheLossIfItCannotBeResumed(String events) {
        String written = events.equals("long") ? "id: " + "\u00fc".repeat(1024) + "x\ndata: a\n\n" : events;
        AssertSubscriber<ServerSentEvent<String>> all = begin(feed.request(resuming()), 10, written).awaitFailure(PATIENCE);
        assertThat(all.getFailure()).isExactlyInstanceOf(IncompleteResponseException.class)
                .hasMessage("The response to GET news/feed (status 200) was cut short");
        assertThat(data(all)).containsExactly("a");
        assertNoFurtherCall();
    }

    @Test
    void mayHaveALongId() {
        String id = "\u00fc".repeat(1024);
        AssertSubscriber<ServerSentEvent<String>> all = begin(feed.request(resuming()), 10, "id: " + id + "\ndata: a\n\n");
        Wire second = new Wire().begin();
        assertThat(second.lastEventId()).isEqualTo(id);
        second.end();
        all.awaitCompletion(PATIENCE);
    }

    /** The sidecar accepts each call, says that the next one may follow at once, and loses it. */
    @Test
    void failsWithTheLastLossIfThereAreNoMoreEvents() {
        AssertSubscriber<ServerSentEvent<String>> all = begin(
                feed.request(resuming().timeout(Duration.ofSeconds(1))), 10, "id: 1\ndata: a\n\nretry: 0\n\n");
        CompletableFuture<Void> end = new CompletableFuture<>();
        new Thread(() -> {
            try {
                Wire wire = new Wire();
                while (wire.head.get(0).contains("feed")) {
                    wire.begin().write("retry: 0\n\n").close();
                    wire = new Wire();
                }
                wire.answer("200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
                wire.close();
                end.complete(null);
            } catch (Throwable e) {
                end.completeExceptionally(e);
            }
        }).start();
        all.awaitFailure(PATIENCE);
        assertThat(all.getFailure()).isInstanceOf(DaprInvokeException.class);
        assertThat(((DaprInvokeException) all.getFailure()).mayHaveBeenSent()).isTrue();
        assertThat(Calls.item(other.request())).isEqualTo("ok");
        assertThat(end).succeedsWithin(PATIENCE);
    }

    @Test
    void isNotResumedOnceItIsCancelled() {
        // The other stream waits for longer, so a call that followed the cancellation would come first
        AssertSubscriber<ServerSentEvent<String>> cancelled = begin(feed.request(resuming()), 10,
                "retry: 200\nid: cancelled\ndata: a\n\n");
        cancelled.cancel();
        AssertSubscriber<ServerSentEvent<String>> all = begin(feed.request(resuming()), 10,
                "retry: 400\nid: other\ndata: a\n\n");
        Wire second = new Wire();
        assertThat(second.lastEventId()).isEqualTo("other");
        // Nor does a call that is under way go on
        all.cancel();
        assertThat(second.connection.awaitClosed()).isZero();
        AssertSubscriber<ServerSentEvent<String>> third = begin(feed.request(resuming()), 10, "data: a\n\n");
        Wire open = new Wire().begin().write("data: b\n\n");
        third.awaitItems(2, PATIENCE).cancel();
        assertThat(open.connection.awaitClosed()).isZero();
        assertNoFurtherCall();
    }

    @Test
    void canBeReadOnlyOnce() {
        CompletableFuture<Multi<ServerSentEvent<String>>> reply = feed.request(resuming()).subscribeAsCompletionStage();
        try (Wire first = new Wire(reply).begin()) {
            assertThat(reply).succeedsWithin(PATIENCE);
            AssertSubscriber<ServerSentEvent<String>> all = subscribe(reply.join(), 10);
            subscribe(reply.join(), 1).awaitFailure(PATIENCE).assertFailedWith(IllegalStateException.class,
                    "A streamed response can be read only once");
            first.write("data: a\n\n").end();
            all.awaitCompletion(PATIENCE);
        }
        assertNoFurtherCall();
    }

    @ParameterizedTest
    @ValueSource(strings = { "EVENT_LOOP", "WORKER" })
    void arrivesOnTheContextOfTheCall(String threads) {
        CompletableFuture<Context> caller = new CompletableFuture<>();
        CompletableFuture<AssertSubscriber<Context>> subscribed = new CompletableFuture<>();
        vertx.deployVerticle(() -> new AbstractVerticle() {
            @Override
            public void start() {
                caller.complete(Vertx.currentContext());
                feed.request(resuming()).subscribe().with(events -> subscribed.complete(
                        subscribe(events.onItem().transform(event -> Vertx.currentContext()), 1)),
                        subscribed::completeExceptionally);
            }
        }, new DeploymentOptions().setThreadingModel(ThreadingModel.valueOf(threads)));
        Wire first = new Wire(subscribed).begin();
        assertThat(subscribed).succeedsWithin(PATIENCE);
        AssertSubscriber<Context> contexts = subscribed.join();
        first.write("data: a\n\n");
        contexts.awaitItems(1, PATIENCE);
        first.close();
        IntStream.range(0, 3).forEach(i -> {
            // Asked for by a thread that has nothing to do with the call
            contexts.request(1);
            try (Wire next = new Wire().begin().write("data: b\n\n")) {
                contexts.awaitItems(i + 2, PATIENCE);
            }
        });
        new Wire().begin().end();
        contexts.request(1).awaitCompletion(PATIENCE);
        assertThat(contexts.getItems()).hasSize(4).containsOnly(caller.join());
    }

    @Test
    void isOnlyForCallsThatMayBeRepeatedAndWhoseReplyIsEvents() {
        ResponseStream stream = ResponseStream.endsWith("[DONE]").andResuming();
        Multi<Buffer> payload = Multi.createFrom().item(Buffer.buffer("x"));
        ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
        for (Uni<?> call : List.of(
                asked.request(InvokeMethodParameters.of("x").binding("verb", "post").responseStream(stream)),
                streamed.request(InvokeMethodParameters.of(payload).responseStream(stream)),
                form.request(InvokeMethodParameters.of(Multipart.form().file("f", Path.of("f"))
                        .stream("s", "s.txt", "text/plain", payload)).responseStream(stream)),
                values.request(resuming()), other.request(resuming()), feed.send(resuming()))) {
            problems.add(Calls.failure(IllegalArgumentException.class, call).getMessage());
        }
        String resumed = "A call has a responseStream(..) that is resumed, but its ";
        assertThat(problems).containsExactly(
                resumed + "verb is POST, and calls with that verb are not retried: add it to quarkus.dapr-invoke.retry.verbs "
                        + "if they are safe to retry",
                resumed + "payload is a stream, which cannot be sent again",
                resumed + "payload is a stream, which cannot be sent again",
                resumed + "response is a stream of " + Row.class.getTypeName()
                        + ": only a Multi<ServerSentEvent<X>> can be resumed",
                "A call has a responseStream(..), but its response is not a Multi of values",
                "A call has a responseStream(..), but its response is not a Multi of values");
        assertNoFurtherCall();
    }

    @Test
    void isLostOtherwise() {
        AssertSubscriber<ServerSentEvent<String>> all = begin(feed.request(), 10, "id: 1\ndata: a\n\n");
        assertThat(all.awaitFailure(PATIENCE).getFailure()).isExactlyInstanceOf(IncompleteResponseException.class);
        assertNoFurtherCall();
    }
}
