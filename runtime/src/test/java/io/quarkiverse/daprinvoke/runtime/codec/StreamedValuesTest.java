package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;

import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.ResponseStream;
import io.quarkiverse.daprinvoke.ServerSentEvent;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;
import io.quarkiverse.daprinvoke.runtime.values.BodySource;
import io.quarkiverse.daprinvoke.runtime.values.EventSplitter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The content type of a response says how it is read as values, and the declared type what they are.
 */
class StreamedValuesTest {

    private static final PayloadType NUMBER = declared(Integer.class);
    private static final PayloadType EVENT = declared(ServerSentEvent.class, NUMBER);

    private static PayloadType declared(Class<?> type, PayloadType... arguments) {
        return new PayloadType(type, List.of(arguments));
    }

    private static ResponseType<?> type(PayloadType values) {
        return new ResponseTypes(ObjectMapper::new).request(declared(Multi.class, values), false);
    }

    private static Head head(int status, String contentType) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        return new Head("GET", status, contentType == null ? headers : headers.add("content-type", contentType));
    }

    private static AssertSubscriber<Object> read(ResponseType<?> type, ResponseHead head, String body) {
        return ((Multi<?>) type.open(head, new Body(body, 40))).onItem().castTo(Object.class).subscribe()
                .withSubscriber(AssertSubscriber.create(100));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "application/x-ndjson       | 1\\n2\\n",
            "application/jsonl          | 1\\n2\\n",
            "application/jsonlines      | 1\\r\\n2\\n",
            "application/stream+json    | 1\\n2\\n",
            "application/json           | [1,2]",
            "application/hal+json       | [1,2]",
            "Application/JSON; a=b      | [1,2]",
            "application/json-seq       | \\0361\\n\\0362\\n",
            "application/geo+json-seq   | \\0361\\n\\0362\\n",
            "text/event-stream          | data:1\\n\\n:\\n\\ndata\\n\\ndata:2\\n\\n"
    })
    void areReadAsTheContentTypeSays(String contentType, String body) throws BodyProblem {
        type(NUMBER).checkHead(head(200, contentType));
        read(type(NUMBER), head(200, contentType), body.translateEscapes()).assertItems(1, 2).assertCompleted();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", delimiter = '|', value = {
            "none         | has no content type",
            "text/plain   | has the content type text/plain",
            "text/\u202Ex | has the content type text/ x"
    })
    void ofNoKnownFormAreRefused(String contentType, String problem) {
        assertThatExceptionOfType(BodyProblem.class).isThrownBy(() -> type(NUMBER).checkHead(head(200, contentType)))
                .withMessage(problem + ", but values are streamed as application/x-ndjson, application/jsonl, "
                        + "application/jsonlines, application/stream+json, application/json-seq, application/json or "
                        + "text/event-stream");
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/json", "application/x-ndjson", "text/plain" })
    void ofEventsAreNothingElse(String contentType) {
        assertThatExceptionOfType(BodyProblem.class).isThrownBy(() -> type(EVENT).checkHead(head(200, contentType)))
                .withMessage("has the content type " + contentType + ", but events are streamed as text/event-stream");
        assertThatCode(() -> type(EVENT).checkHead(head(200, "text/event-stream"))).doesNotThrowAnyException();
    }

    @Test
    void thatAreCompressedAreRefused() {
        Head head = head(200, "application/json");
        head.headers().add("content-encoding", "gzip");
        assertThatExceptionOfType(BodyProblem.class).isThrownBy(() -> type(NUMBER).checkHead(head))
                .withMessageStartingWith("has the content encoding gzip");
    }

    @ParameterizedTest
    @CsvSource({ "GET,204,", "GET,205,", "HEAD,200,", "GET,200,0" })
    void ofAReplyWithoutABodyAreNone(String verb, int status, String length) throws BodyProblem {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (length != null) {
            headers.add("content-length", length);
        }
        Head head = new Head(verb, status, headers);
        type(NUMBER).checkHead(head);
        read(type(NUMBER), head, "").assertHasNotReceivedAnyItem().assertCompleted();
        // The last one has not come
        read(type(NUMBER).expecting(ResponseStream.endsWith("0"), null), head, "").assertFailedWith(IllegalStateException.class,
                "ended without the last value");
    }

    @Test
    void ofABodyNeedAContentType() {
        Head head = head(200, null);
        head.headers().add("content-length", "1");
        assertThatExceptionOfType(BodyProblem.class).isThrownBy(() -> type(NUMBER).checkHead(head));
    }

    @Test
    void areAskedForByTheirFormats() {
        assertThat(type(NUMBER).accept()).startsWith("application/x-ndjson, ").endsWith("application/json;q=0.9");
        assertThat(type(EVENT).accept()).isEqualTo("text/event-stream, */*;q=0.1");
        assertThat(type(NUMBER).streamsBody(200)).isTrue();
        assertThat(type(NUMBER).streamsBody(404)).isFalse();
    }

    @Test
    void ofEventsHaveAllThatAnEventHas() {
        read(type(EVENT), head(200, "text/event-stream"), "id:7\nevent:new\nretry:5\n:why\ndata:1\n\ndata\n\n").assertItems(
                new ServerSentEvent<>("7", "new", 1, Duration.ofMillis(5), "why"),
                new ServerSentEvent<>("7", "message", null, null, null)).assertCompleted();
    }

    @Test
    void mayBeJsonOfVertx() {
        read(type(declared(JsonObject.class)), head(200, "application/json"), "[{\"a\":1},{}]")
                .assertItems(new JsonObject().put("a", 1), new JsonObject()).assertCompleted();
        read(type(declared(JsonArray.class)), head(200, "application/json"), "[[1],{}]").assertItems(new JsonArray().add(1))
                .assertFailedWith(IllegalStateException.class, "not of the declared type: value number 2");
    }

    @Test
    void ofTextAreTheDataOfEvents() {
        PayloadType text = declared(String.class);
        read(type(text), head(200, "text/event-stream"), "data:1\n\ndata\n\ndata: \0\u00E9\n\n").assertItems("1", "",
                "\0\u00E9");
        read(type(declared(ServerSentEvent.class, text)), head(200, "text/event-stream"), "data: x\n\n")
                .assertItems(new ServerSentEvent<>(null, "message", "x", null, null));
        read(type(text), head(200, "application/json"), "[\"1\",\"\"]").assertItems("1", "");
    }

    @ParameterizedTest
    @CsvSource({ "application/json,'[1,null]',3", "text/event-stream,'data:1\\n\\ndata:null\\n\\n',8" })
    void areNotNull(String contentType, String body, int position) {
        read(type(NUMBER), head(200, contentType), body.translateEscapes()).assertItems(1)
                .assertFailedWith(IllegalStateException.class, "contains null, which only a Multi<JsonNode> or a Multi of "
                        + "events can emit: value number 2, which begins at byte " + position + " of the body");
    }

    @Test
    void mayBeJsonNull() {
        read(type(declared(JsonNode.class)), head(200, "application/json"), "[null]").assertItems(NullNode.getInstance());
        read(type(EVENT), head(200, "text/event-stream"), "data:null\n\n")
                .assertItems(new ServerSentEvent<>(null, "message", null, null, null));
    }

    @Test
    void areNoLargerThanAllowed() {
        read(type(NUMBER), head(200, "application/json"), "[1,\"" + "x".repeat(40) + "\"]").assertItems(1)
                .assertFailedWith(IllegalStateException.class, "larger than quarkus.dapr-invoke.max-response-size");
    }

    @Test
    void haveALastOneOfTheirType() {
        ResponseStream last = ResponseStream.endsWith(Integer.class, value -> value == 2);
        read(type(NUMBER).expecting(last, null), head(200, "application/json"), "[1,2,3]").assertItems(1, 2).assertCompleted();
        assertThatCode(() -> type(declared(Object.class)).expecting(last, null)).doesNotThrowAnyException();
        assertThatCode(() -> type(NUMBER).expecting(ResponseStream.endsWith(Number.class, value -> true), null))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> type(declared(String.class)).expecting(last, null))
                .withMessage("The last value of a streamed response is declared as java.lang.Integer, but its values are "
                        + "java.lang.String");
    }

    @Test
    void areResumedIfTheyAreEvents() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type(NUMBER).expecting(ResponseStream.resuming(), new Resumed("1")))
                .withMessage(
                        "A call has a responseStream(..) that is resumed, but its response is a stream of java.lang.Integer: only "
                                + "a Multi<ServerSentEvent<X>> can be resumed");
        ResponseType<?> resumed = type(EVENT).expecting(ResponseStream.resuming().andEndsWith("0"), new Resumed("6"));
        read(resumed, head(200, "text/event-stream"), "data:1\n\nid:7\ndata:2\n\ndata:0\n\n").assertItems("begun",
                new ServerSentEvent<>("6", "message", 1, null, null), new ServerSentEvent<>("7", "message", 2, null, null))
                .assertCompleted();
        // Which says that there are no more; any other response without events is a loss
        read(resumed, head(204, null), "").assertHasNotReceivedAnyItem().assertCompleted();
        read(resumed, head(205, null), "").assertFailedWith(IllegalStateException.class);
    }

    @Test
    void mayComeWithStatusAndHeaders() {
        for (ResponseType<?> type : new ResponseType<?>[] {
                new ResponseTypes(ObjectMapper::new).request(declared(InvokeResponse.class, declared(Multi.class, NUMBER)),
                        false),
                new ResponseTypes(ObjectMapper::new).exchange(declared(Multi.class, NUMBER)) }) {
            assertThatExceptionOfType(BodyProblem.class).isThrownBy(() -> type.checkHead(head(200, "text/html")));
            ResponseType<?> expecting = type.expecting(ResponseStream.endsWith("0"), null);
            InvokeResponse<?> response = (InvokeResponse<?>) expecting.open(head(201, "application/json"),
                    new Body("[1,0]", 40));
            assertThat(response.statusCode()).isEqualTo(201);
            ((Multi<?>) response.body()).onItem().castTo(Object.class).subscribe().withSubscriber(AssertSubscriber.create(10))
                    .assertItems(1).assertCompleted();
        }
    }

    record Head(String verb, int statusCode, MultiMap headers) implements ResponseHead {

        @Override
        public ResolvedTarget target() {
            return TargetTemplate.of("", "orders", "list", verb).resolve(name -> null);
        }
    }

    /** Says that it was asked. */
    private record Resumed(String lastEventId) implements Resumption {

        @Override
        public Multi<Object> begun(ResponseType<Multi<?>> type, EventSplitter splitter, Multi<Object> events) {
            return Multi.createBy().concatenating().streams(Multi.createFrom().item("begun"), events);
        }
    }

    /** Plays the call. */
    private record Body(String text, long maxValueSize) implements BodySource {

        @Override
        public Multi<Buffer> chunks() {
            return text.isEmpty() ? Multi.createFrom().empty() : Multi.createFrom().item(Buffer.buffer(text));
        }

        @Override
        public void readAsValues() {
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void recordActivity() {
        }

        @Override
        public void end(Throwable failure, Runnable then) {
            then.run();
        }

        @Override
        public Throwable unreadable(String problem, Throwable cause) {
            return new IllegalStateException(problem, cause);
        }

        @Override
        public Throwable incomplete(String problem, Throwable cause) {
            return new IllegalStateException(problem, cause);
        }
    }
}
