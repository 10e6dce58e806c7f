package io.quarkiverse.daprinvoke.test.invocation.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.ResponseStream;
import io.quarkiverse.daprinvoke.ServerSentEvent;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar.Connection;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/**
 * A response whose values are read while it arrives.
 */
class StreamedValuesTest {

    private static final int MAX = 100_000;

    // One connection, so that a call which does not give it back is noticed by the next one
    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-response-size", "" + MAX)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SteeredSidecar.get().url());

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String NDJSON = "application/x-ndjson";

    // How many have been read from JSON
    private static final AtomicInteger READ = new AtomicInteger();

    public record Row(int id) {

        public Row {
            READ.incrementAndGet();
        }
    }

    @Inject
    Vertx vertx;

    @Inject
    @VirtualThreads
    ExecutorService virtualThreads;

    @Inject
    SidecarClient client;

    @Inject
    @DaprInvoke(appId = "report", methodName = "rows", httpVerb = "get")
    RequestEmitter<Void, Multi<Row>> rows;

    @Inject
    @DaprInvoke(appId = "report", methodName = "rows", httpVerb = "get")
    RequestEmitter<Void, InvokeResponse<Multi<Row>>> withHead;

    @Inject
    @DaprInvoke(appId = "report", methodName = "rows", httpVerb = "get")
    RequestEmitter<Void, Multi<String>> texts;

    @Inject
    @DaprInvoke(appId = "report", methodName = "rows", httpVerb = "get")
    RequestEmitter<Void, Multi<JsonObject>> objects;

    @Inject
    @DaprInvoke(appId = "report", methodName = "rows", httpVerb = "get")
    RequestEmitter<Void, Multi<List<Row>>> lists;

    @Inject
    @DaprInvoke(appId = "report", methodName = "rows", httpVerb = "get")
    RequestEmitter<Void, Multi<JsonNode>> nodes;

    @Inject
    @DaprInvoke(appId = "report", methodName = "rows", httpVerb = "get")
    RequestEmitter<Void, Multi<ServerSentEvent<Row>>> events;

    @Inject
    @DaprInvoke(appId = "report", methodName = "name", httpVerb = "get")
    RequestEmitter<Void, String> other;

    final SteeredSidecar sidecar = SteeredSidecar.get();

    @BeforeEach
    void forget() {
        READ.set(0);
    }

    private <X> Started<X> start(Uni<X> call) {
        CompletableFuture<X> reply = call.subscribeAsCompletionStage();
        Connection connection = sidecar.accept(reply);
        connection.head();
        return new Started<>(connection, reply);
    }

    private record Started<X>(Connection connection, CompletableFuture<X> reply) implements AutoCloseable {

        X get() {
            assertThat(reply).succeedsWithin(PATIENCE);
            return reply.join();
        }

        void begin(String contentType) {
            connection.write("HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        /** The whole of a response. */
        void answer(String contentType, String body) {
            begin(contentType);
            connection.writeChunk(body);
            connection.endReply();
        }

        <E extends Throwable> E failure(Class<E> type) {
            return Calls.failure(type, Uni.createFrom().completionStage(reply).onFailure(CompletionException.class)
                    .transform(Throwable::getCause));
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    private static <X> AssertSubscriber<X> subscribe(Multi<X> values, long demand) {
        return values.subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    private static AssertSubscriber<Row> subscribe(Started<Multi<Row>> call, long demand) {
        return subscribe(call.get(), demand);
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "{\"id\":" + i + "}\n").collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '%', textBlock = """
            application/x-ndjson! {"id":1}N{"id":2}N{"id":3}N
            application/x-ndjson; charset=utf-8! {"id":1}RNN{"id":2}R{"id":3}
            application/jsonl! {"id":1}N{"id":2}N{"id":3}
            Application/JsonLines! {"id":1}N{"id":2}N{"id":3}
            application/stream+json! {"id":1}N{"id":2}N{"id":3}N
            application/json-seq! S{"id":1}NS{"id":2}NS{"id":3}N
            application/json! [{"id":1}, {"id":2}, {"id":3}]
            application/vnd.report+json! N[{"id":1},{"id":2},{"id":3}]N
            text/event-stream! data:{"id":1}NNdata: {"id":2}NNdata:N:NNdata: {"id":N data: 4NxNdata: 3}NN
            """)
    void areWhatTheContentTypeSays(String contentType, String body) {
        try (Started<Multi<Row>> call = start(rows.request())) {
            String written = body.trim().replace('N', '\n').replace('R', '\r').replace('S', '\u001E');
            call.begin(contentType.trim());
            AssertSubscriber<Row> values = subscribe(call, 10);
            for (char c : written.toCharArray()) {
                call.connection.writeChunk("" + c);
            }
            call.connection.endReply();
            values.awaitCompletion(PATIENCE).assertItems(new Row(1), new Row(2), new Row(3));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '%', value = { NDJSON + "!\"a\"N\" b\"", "application/json!['a',' b']",
            "text/event-stream!data: aNNdata:  bNN" })
    void mayBeText(String contentType, String body) {
        try (Started<Multi<String>> call = start(texts.request())) {
            call.answer(contentType, body.replace('\'', '"').replace('N', '\n'));
            subscribe(call.get(), 10).awaitCompletion(PATIENCE).assertItems("a", " b");
        }
    }

    @Test
    void mayBeOfAnyTypeOfJson() {
        try (Started<Multi<JsonObject>> call = start(objects.request())) {
            call.answer(NDJSON, "{\"a\":1}\n");
            subscribe(call.get(), 10).awaitCompletion(PATIENCE).assertItems(new JsonObject().put("a", 1));
        }
        try (Started<Multi<List<Row>>> call = start(lists.request())) {
            call.answer("application/json", "[[{\"id\":1}],[]]");
            subscribe(call.get(), 10).awaitCompletion(PATIENCE).assertItems(List.of(new Row(1)), List.of());
        }
        try (Started<Multi<JsonNode>> call = start(nodes.request())) {
            call.answer("application/json", "[null]");
            subscribe(call.get(), 10).awaitCompletion(PATIENCE).assertItems(NullNode.getInstance());
        }
    }

    @Test
    void mayBeEvents() {
        try (Started<Multi<ServerSentEvent<Row>>> call = start(events.request())) {
            call.answer("text/event-stream", "id: 7\nevent: row\nretry: 20\n: c\ndata: {\"id\":1}\n\ndata\n\n");
            subscribe(call.get(), 10).awaitCompletion(PATIENCE).assertItems(
                    new ServerSentEvent<>("7", "row", new Row(1), Duration.ofMillis(20), "c"),
                    new ServerSentEvent<>("7", "message", null, null, null));
        }
        try (Started<Multi<ServerSentEvent<Row>>> call = start(events.request())) {
            call.answer(NDJSON, "{\"id\":1}\n");
            assertThat(call.failure(ResponseDecodingException.class)).hasMessage("The response to GET report/rows (status 200) "
                    + "has the content type application/x-ndjson, but events are streamed as text/event-stream");
        }
    }

    @Test
    void mayComeWithTheirHead() {
        try (Started<InvokeResponse<Multi<Row>>> call = start(withHead.request())) {
            call.connection.write("HTTP/1.1 206 X\r\nContent-Type: " + NDJSON + "\r\nContent-Length: 9\r\n\r\n");
            assertThat(call.get().statusCode()).isEqualTo(206);
            call.connection.write("{\"id\":1}\n");
            subscribe(call.get().body(), 10).awaitCompletion(PATIENCE).assertItems(new Row(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "204 X\r\n\r\n", "200 X\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n",
            "200 X\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "200 X\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]" })
    void mayBeNone(String response) {
        try (Started<Multi<Row>> call = start(rows.request())) {
            call.connection.write("HTTP/1.1 " + response);
            subscribe(call, 1).awaitCompletion(PATIENCE).assertHasNotReceivedAnyItem();
        }
    }

    @Test
    void areReadWhenTheyAreAskedForAndNotBefore() {
        try (Started<Multi<Row>> call = start(rows.request())) {
            call.begin(NDJSON);
            AssertSubscriber<Row> values = subscribe(call, 10);
            call.connection.writeChunk(lines(0, 1000));
            values.awaitItems(10, PATIENCE);
            assertThat(READ).hasValue(10);
            values.request(1).awaitItems(11, PATIENCE);
            assertThat(READ).hasValue(11);
            call.connection.endReply();
            values.request(1000).awaitCompletion(PATIENCE);
            assertThat(values.getItems()).hasSize(1000).last().isEqualTo(new Row(999));
        }
    }

    @Test
    void holdTheSidecarBackWhenTheirReaderIsSlow() {
        int all = 2000;
        String value = "\"" + "x".repeat(64 * 1024) + "\"\n";
        try (Started<Multi<String>> call = start(texts.request())) {
            AtomicInteger written = new AtomicInteger();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                call.begin(NDJSON);
                for (int i = 0; i < all; i++) {
                    call.connection.writeChunk(value);
                    written.incrementAndGet();
                }
                call.connection.endReply();
            });
            AssertSubscriber<String> values = subscribe(call.get(), 0);
            for (int read = 1; read <= 20; read++) {
                values.request(1).awaitItems(read, PATIENCE);
                // The data in the socket buffers, and two chunks
                assertThat(written.get() - read).isLessThan(500);
            }
            values.cancel();
            assertThat(writing).failsWithin(PATIENCE);
        }
    }

    @Test
    void endWithTheSubscriptionThatIsCancelled() {
        try (Started<Multi<Row>> call = start(rows.request())) {
            call.begin(NDJSON);
            AssertSubscriber<Row> values = subscribe(call, 1);
            call.connection.writeChunk(lines(0, 3));
            values.awaitItems(1, PATIENCE).cancel();
            assertThat(call.connection.awaitClosed()).isZero();
            values.assertItems(new Row(0));
        }
        assertNextCallIsMade();
    }

    private void assertNextCallIsMade() {
        try (Started<String> next = start(other.request())) {
            next.connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
            assertThat(next.get()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '%', value = {
            "application/x-ndjson!{'id':1}N{'id':2}N{'id':'no'}N{'id':4}N!is not of the declared type: value number 3, which "
                    + "begins at byte 18",
            "application/x-ndjson!{'id':1}N{'id':2}N{'id':3}{'id':4}N!is not of the declared type: value number 3, which "
                    + "begins at byte 18",
            "application/x-ndjson!{'id':1}N{'id':2}NnullN!contains null, which only a Multi<JsonNode> or a Multi of events can "
                    + "emit: value number 3, which begins at byte 18",
            "application/json![{'id':1},{'id':2},no]!is not of the declared type: value number 3, which begins at byte 19",
            "application/json![{'id':1},{'id':2}{'id':3}]!is not a JSON array: a comma or the end is missing at byte 18",
            "text/event-stream!data:{'id':1}NNdata:{'id':2}NNdata:noNN!is not of the declared type: value number 3, which "
                    + "begins at byte 30" })
    void failAtTheOneThatCannotBeReadAfterThoseBeforeIt(String contentType, String body, String problem) {
        try (Started<Multi<Row>> call = start(rows.request())) {
            call.begin(contentType);
            AssertSubscriber<Row> values = subscribe(call, 10);
            call.connection.writeChunk(body.replace('\'', '"').replace('N', '\n'));
            values.awaitFailure(PATIENCE).assertItems(new Row(1), new Row(2));
            assertThat(values.getFailure()).isExactlyInstanceOf(ResponseDecodingException.class)
                    .hasMessageStartingWith("The response to GET report/rows (status 200) ")
                    .hasMessageContaining(problem + " of the body");
            // Further chunks are not awaited
            assertThat(call.connection.awaitClosed()).isZero();
        }
        assertNextCallIsMade();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '%', value = { "application/x-ndjson!{'id':1}N{'id':2}N{'id",
            "application/json![{'id':1},{'id':2}",
            "application/json![{'id':1},{'id':2},{'i", "application/json-seq!S{'id':1}NS{'id':2}NS{'" })
    void failIfTheBodyBreaksOffAlthoughTheSidecarEndsIt(String contentType, String body) {
        try (Started<Multi<Row>> call = start(rows.request())) {
            call.answer(contentType, body.replace('\'', '"').replace('N', '\n').replace('S', '\u001E'));
            AssertSubscriber<Row> values = subscribe(call, 10).awaitFailure(PATIENCE).assertItems(new Row(1), new Row(2));
            assertThat(values.getFailure()).isExactlyInstanceOf(IncompleteResponseException.class)
                    .hasMessageContaining(" ends ");
        }
    }

    @Test
    void failIfTheConnectionIsLost() {
        try (Started<Multi<Row>> call = start(rows.request())) {
            call.begin(NDJSON);
            AssertSubscriber<Row> values = subscribe(call, 10);
            call.connection.writeChunk(lines(0, 2));
            values.awaitItems(2, PATIENCE);
            call.connection.close();
            assertThat(values.awaitFailure(PATIENCE).getFailure()).isExactlyInstanceOf(IncompleteResponseException.class)
                    .hasMessage("The response to GET report/rows (status 200) was cut short");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/x-ndjson", "application/json", "text/event-stream" })
    void failIfOneIsTooLargeAndDoNotWaitForItsEnd(String contentType) {
        String beginning = switch (contentType) {
            case "application/json" -> "[{\"id\":1},[";
            case "text/event-stream" -> "data:{\"id\":1}\n\ndata:";
            default -> "{\"id\":1}\n[";
        };
        try (Started<Multi<Row>> call = start(rows.request())) {
            call.begin(contentType);
            AssertSubscriber<Row> values = subscribe(call, 10);
            call.connection.writeChunk(beginning);
            // It has no end
            call.connection.writeChunk(" ".repeat(MAX));
            values.awaitFailure(PATIENCE).assertItems(new Row(1));
            assertThat(values.getFailure()).isExactlyInstanceOf(ResponseDecodingException.class).hasMessageContaining(
                    "is larger than quarkus.dapr-invoke.max-response-size allows (100000 bytes): value number 2");
        }
        assertNextCallIsMade();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '%', value = {
            "Content-Type: text/html!has the content type text/html, but values are streamed as application/x-ndjson, application/jsonl, application/jsonlines, application/stream+json, application/json-seq, application/json or text/event-stream",
            "X: y!has no content type, but values are streamed as application/x-ndjson, application/jsonl, application/jsonlines, application/stream+json, application/json-seq, application/json or text/event-stream",
            "Content-Type: application/x-ndjson~Content-Encoding: gzip!has the content encoding gzip, which is supported for "
                    + "bytes only. Send no accept-encoding header, or read the response as byte[] or Buffer and decode it" })
    void areNoneInOtherBodies(String header, String problem) {
        try (Started<Multi<Row>> call = start(rows.request())) {
            call.connection
                    .write("HTTP/1.1 200 OK\r\n" + header.replace("~", "\r\n") + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            assertThat(call.failure(ResponseDecodingException.class))
                    .hasMessage("The response to GET report/rows (status 200) " + problem);
            assertThat(call.connection.awaitClosed()).isZero();
        }
        assertNextCallIsMade();
    }

    @Test
    void canBeReadOnlyOnce() {
        try (Started<Multi<Row>> call = start(rows.request())) {
            call.answer(NDJSON, lines(0, 1));
            subscribe(call, 10).awaitCompletion(PATIENCE);
            subscribe(call, 10).awaitFailure(PATIENCE).assertFailedWith(IllegalStateException.class,
                    "A streamed response can be read only once");
        }
    }

    @Test
    void areAskedForAtLeastOneByOne() {
        try (Started<Multi<Row>> call = start(rows.request())) {
            call.begin(NDJSON);
            AssertSubscriber<Row> values = subscribe(call, 0);
            values.request(0);
            values.awaitFailure(PATIENCE).assertFailedWith(IllegalArgumentException.class, "");
            assertThat(call.connection.awaitClosed()).isZero();
        }
    }

    @Test
    void endWithoutMoreBeingAskedForThanThereAre() {
        try (Started<Multi<Row>> call = start(rows.request())) {
            call.answer("application/json", "[{\"id\":1},{\"id\":2} ] ");
            subscribe(call, 2).awaitCompletion(PATIENCE).assertItems(new Row(1), new Row(2));
        }
    }

    @Test
    void mayAskForMoreFromWithin() {
        try (Started<Multi<Row>> call = start(rows.request())) {
            call.answer(NDJSON, lines(0, 10_000));
            // Each asks for the next one as soon as it has come
            assertThat(call.get().onItem().transformToUniAndConcatenate(row -> Uni.createFrom().item(row)).collect().asList()
                    .await().atMost(PATIENCE)).hasSize(10_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "EVENT_LOOP", "WORKER" })
    void arriveOnTheContextOfTheCallWhoeverAsksForThem(String threads) {
        CompletableFuture<Context> caller = new CompletableFuture<>();
        CompletableFuture<Multi<Row>> reply = new CompletableFuture<>();
        ConcurrentLinkedQueue<Object> contexts = new ConcurrentLinkedQueue<>();
        Runnable task = () -> {
            caller.complete(Vertx.currentContext());
            rows.request().subscribe().with(reply::complete, reply::completeExceptionally);
        };
        vertx.deployVerticle(() -> new AbstractVerticle() {
            @Override
            public void start() {
                task.run();
            }
        }, new DeploymentOptions().setThreadingModel(ThreadingModel.valueOf(threads)));
        try (Connection connection = sidecar.accept(reply)) {
            connection.head();
            Started<Multi<Row>> call = new Started<>(connection, reply);
            call.begin(NDJSON);
            AssertSubscriber<Row> values = subscribe(
                    call.get().onItem().invoke(row -> contexts.add(Vertx.currentContext())), 0);
            connection.writeChunk(lines(0, 50));
            CompletableFuture<?>[] asking = IntStream.range(0, 4).mapToObj(i -> CompletableFuture.runAsync(() -> {
                for (int n = 0; n < 25; n++) {
                    values.request(1);
                }
            })).toArray(CompletableFuture[]::new);
            connection.writeChunk(lines(50, 100));
            connection.endReply();
            CompletableFuture.allOf(asking).join();
            values.awaitCompletion(PATIENCE);
            assertThat(values.getItems()).extracting(Row::id).isEqualTo(IntStream.range(0, 100).boxed().toList());
            assertThat(contexts).containsOnly(caller.join());
        }
    }

    /** A thread that may wait. */
    enum Reader {
        THREAD,
        WORKER_OF_A_VERTICLE,
        /** As that of an endpoint with {@code @Blocking}. */
        WORKER_OF_A_REQUEST,
        /** As that of an endpoint with {@code @RunOnVirtualThread}. */
        VIRTUAL_THREAD
    }

    private <X> CompletableFuture<X> read(Reader reader, Callable<X> task) {
        CompletableFuture<X> outcome = new CompletableFuture<>();
        Runnable reading = () -> {
            try {
                outcome.complete(task.call());
            } catch (Throwable e) {
                outcome.completeExceptionally(e);
            }
        };
        Context request = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        switch (reader) {
            case THREAD -> new Thread(reading).start();
            case WORKER_OF_A_VERTICLE -> vertx.deployVerticle(() -> new AbstractVerticle() {
                @Override
                public void start() {
                    reading.run();
                }
            }, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
            case WORKER_OF_A_REQUEST -> request.executeBlocking(Executors.callable(reading), false);
            case VIRTUAL_THREAD -> {
                int version = Runtime.version().feature();
                String assumption = "Virtual threads need Java 21, this is Java " + version;
                if (version < 21) {
                    System.out.println(assumption);
                }
                assumeTrue(version >= 21, assumption);
                request.runOnContext(v -> virtualThreads.execute(() -> {
                    assertThat(Thread.currentThread().toString()).startsWith("VirtualThread");
                    reading.run();
                }));
            }
        }
        return outcome;
    }

    @ParameterizedTest
    @ValueSource(strings = { "THREAD", "WORKER_OF_A_VERTICLE", "WORKER_OF_A_REQUEST", "VIRTUAL_THREAD" })
    void mayBeReadByAThreadThatWaitsForThem(String reader) {
        CompletableFuture<List<Row>> read = read(Reader.valueOf(reader),
                () -> rows.requestAndAwait().subscribe().asStream().toList());
        try (Connection connection = sidecar.accept(read)) {
            connection.head();
            new Started<>(connection, read).answer(NDJSON, lines(0, 1000));
            assertThat(read).succeedsWithin(PATIENCE).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "THREAD", "WORKER_OF_A_VERTICLE", "WORKER_OF_A_REQUEST", "VIRTUAL_THREAD" })
    void holdTheSidecarBackWhenAThreadThatWaitsForThemIsSlow(String reader) throws InterruptedException {
        int all = 2000;
        String value = "\"" + "x".repeat(64 * 1024) + "\"\n";
        Semaphore pace = new Semaphore(0);
        Semaphore arrived = new Semaphore(0);
        CompletableFuture<Integer> reading = read(Reader.valueOf(reader), () -> {
            int read = 0;
            for (String text : texts.requestAndAwait().subscribe().asIterable(1, () -> new ArrayBlockingQueue<>(1))) {
                assertThat(text).hasSize(64 * 1024);
                read++;
                arrived.release();
                pace.acquire();
            }
            return read;
        });
        try (Connection connection = sidecar.accept(reading)) {
            connection.head();
            AtomicInteger written = new AtomicInteger();
            CompletableFuture.runAsync(() -> {
                new Started<>(connection, reading).begin(NDJSON);
                for (int i = 0; i < all; i++) {
                    connection.writeChunk(value);
                    written.incrementAndGet();
                }
                connection.endReply();
            });
            for (int i = 1; i <= 100; i++) {
                assertThat(arrived.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                // The data in the socket buffers, two chunks, and the chunk that waits for the thread
                assertThat(written.get() - i).isLessThan(500);
                pace.release();
            }
            pace.release(all);
            assertThat(reading).succeedsWithin(PATIENCE).isEqualTo(all);
        }
    }

    /** Many of them come at once, and their reader takes longer than the timeout for all, but not for each. */
    @Test
    void mayBeReadForLongerThanTheTimeout() throws InterruptedException {
        try (Started<Multi<Row>> call = start(rows.request(InvokeMethodParameters.none().timeout(TIMEOUT)))) {
            call.begin(NDJSON);
            AssertSubscriber<Row> values = subscribe(call, 0);
            call.connection.writeChunk(lines(0, 10));
            for (int i = 0; i < 10; i++) {
                // The pace of the reader
                TimeUnit.MILLISECONDS.sleep(TIMEOUT.toMillis() / 5);
                values.request(1).awaitItems(i + 1, PATIENCE);
            }
            call.connection.endReply();
            values.request(1).awaitCompletion(PATIENCE);
        }
    }

    @Test
    void areGivenUpIfNobodyAsksForThem() {
        try (Started<Multi<Row>> call = start(rows.request(InvokeMethodParameters.none().timeout(TIMEOUT)))) {
            call.begin(NDJSON);
            AssertSubscriber<Row> values = subscribe(call, 1);
            call.connection.writeChunk(lines(0, 2));
            values.awaitFailure(PATIENCE).assertItems(new Row(0)).assertFailedWith(InvocationTimeoutException.class,
                    "Nothing was transferred for GET report/rows within 2000 ms");
            assertThat(call.connection.awaitClosed()).isZero();
        }
    }

    private static InvokeMethodParameters<Void> endingWith(ResponseStream stream) {
        return InvokeMethodParameters.none().responseStream(stream);
    }

    @Test
    void endWithTheTextThatIsDeclared() {
        try (Started<Multi<Row>> call = start(rows.request(endingWith(ResponseStream.endsWith("[DONE]"))))) {
            call.begin("text/event-stream");
            AssertSubscriber<Row> values = subscribe(call, 10);
            call.connection.writeChunk("data: {\"id\":1}\n\ndata: [DONE]\n\n");
            // Although the body has not ended
            values.awaitCompletion(PATIENCE).assertItems(new Row(1));
            call.connection.endReply();
            // And then the connection is used again
            CompletableFuture<String> next = other.request().subscribeAsCompletionStage();
            assertThat(call.connection.head().get(0)).isEqualTo("GET /v1.0/invoke/report/method/name HTTP/1.1");
            call.connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            assertThat(next).succeedsWithin(PATIENCE).isEqualTo("ok");
        }
    }

    @Test
    void endWithTheValueThatIsDeclared() {
        try (Started<Multi<Row>> call = start(
                rows.request(endingWith(ResponseStream.endsWith(Row.class, row -> row.id() == 2))))) {
            call.begin(NDJSON);
            AssertSubscriber<Row> values = subscribe(call, 10);
            call.connection.writeChunk(lines(1, 4));
            values.awaitCompletion(PATIENCE).assertItems(new Row(1), new Row(2));
            // More than that is not read
            call.connection.writeChunk(lines(4, 5));
            assertThat(call.connection.awaitClosed()).isZero();
        }
        assertNextCallIsMade();
    }

    @Test
    void failIfTheyEndWithoutTheLastOneThatIsDeclared() {
        for (ResponseStream stream : List.of(ResponseStream.endsWith("[DONE]"),
                ResponseStream.endsWith(Row.class, row -> false))) {
            try (Started<Multi<Row>> call = start(rows.request(endingWith(stream)))) {
                call.answer("text/event-stream", "data: {\"id\":1}\n\n");
                AssertSubscriber<Row> values = subscribe(call, 10).awaitFailure(PATIENCE).assertItems(new Row(1));
                assertThat(values.getFailure()).isExactlyInstanceOf(IncompleteResponseException.class).hasMessage(
                        "The response to GET report/rows (status 200) ended without the last value that the call declares");
            }
        }
    }

    @Test
    void failWithThePredicate() {
        try (Started<Multi<Row>> call = start(rows.request(endingWith(ResponseStream.endsWith(Row.class, row -> {
            throw new IllegalStateException("no");
        }))))) {
            call.begin(NDJSON);
            AssertSubscriber<Row> values = subscribe(call, 10);
            call.connection.writeChunk(lines(1, 2));
            values.awaitFailure(PATIENCE).assertFailedWith(IllegalStateException.class, "no").assertHasNotReceivedAnyItem();
            assertThat(call.connection.awaitClosed()).isZero();
        }
    }

    @Test
    void onlyStreamsOfValuesHaveALastOne() {
        InvokeMethodParameters<Void> parameters = endingWith(ResponseStream.endsWith("[DONE]"));
        for (Uni<?> call : List.of(other.request(parameters), other.exchange(parameters), rows.send(parameters))) {
            assertThat(Calls.failure(IllegalArgumentException.class, call))
                    .hasMessage("A call has a responseStream(..), but its response is not a Multi of values");
        }
        assertThat(Calls.failure(IllegalArgumentException.class,
                withHead.exchange(endingWith(ResponseStream.endsWith(Integer.class, last -> true)))))
                .hasMessage("The last value of a streamed response is declared as java.lang.Integer, but its values are "
                        + Row.class.getTypeName());
        assertThatIllegalArgumentException().isThrownBy(() -> ResponseStream.endsWith(""));
        // Nothing has been sent, or the next connection would be another
        assertNextCallIsMade();
    }

    @Test
    void areNoLongerUnderWayWhenTheyHaveBeenRead() {
        try (Started<Multi<Row>> call = start(rows.request())) {
            call.answer(NDJSON, lines(0, 3));
            subscribe(call, 10).awaitCompletion(PATIENCE);
            await().atMost(PATIENCE).until(() -> client.inFlight().count() == 0);
        }
    }
}
