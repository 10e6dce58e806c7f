package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.ResponseStream;
import io.quarkiverse.daprinvoke.ServerSentEvent;
import io.quarkiverse.daprinvoke.internal.PrintableText;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseDecoder.JsonValues;
import io.quarkiverse.daprinvoke.runtime.values.BodySource;
import io.quarkiverse.daprinvoke.runtime.values.EventSplitter;
import io.quarkiverse.daprinvoke.runtime.values.MalformedStream;
import io.quarkiverse.daprinvoke.runtime.values.Splitter;
import io.quarkiverse.daprinvoke.runtime.values.ValueReader;
import io.quarkiverse.daprinvoke.runtime.values.ValueStream;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;

/**
 * A body that is emitted value by value.
 */
final class StreamedValues extends ResponseType<Multi<?>> {

    private static final String EVENTS = "text/event-stream";

    /**
     * Never the media type alone. The sidecar, daprd, would treat the call as an event stream: it would set that content type
     * on every response, and between two sidecars it would replace each status outside 2xx with 500. It compares the exact
     * value, so a second media type prevents this.
     */
    private static final String ACCEPT_EVENTS = EVENTS + ", */*;q=0.1";

    /** The maximum number of characters of a content type in a message. */
    private static final int MAX_CONTENT_TYPE = 100;

    private final PayloadType declared;
    private final boolean onlyEvents;
    private final boolean text;
    private final Supplier<JsonValues> json;
    private final ResponseStream stream;
    private final Resumption resumption;

    private StreamedValues(PayloadType declared, Supplier<JsonValues> json, ResponseStream stream, Resumption resumption,
            Supplier<ObjectMapper> mapper) {
        super(mapper);
        this.declared = declared;
        onlyEvents = declared.getRawType() == ServerSentEvent.class;
        text = ResponseDecoder.isText(data(declared));
        this.json = json;
        this.stream = stream;
        this.resumption = resumption;
    }

    /**
     * @param declared the type of the values
     */
    static StreamedValues of(PayloadType declared, Supplier<ObjectMapper> mapper) {
        return new StreamedValues(declared, ResponseDecoder.streamed(data(declared), mapper), null, null, mapper);
    }

    private static PayloadType data(PayloadType declared) {
        return declared.getRawType() == ServerSentEvent.class ? declared.getArguments().get(0) : declared;
    }

    @Override
    public StreamedValues expecting(ResponseStream stream, Resumption resumption) {
        Class<?> last = stream.lastType();
        Class<?> type = declared.getRawType();
        if (last != null && !last.isAssignableFrom(type) && !type.isAssignableFrom(last)) {
            throw new IllegalArgumentException("The last value of a streamed response is declared as " + last.getName()
                    + ", but its values are " + declared);
        }
        if (stream.isResuming() && !onlyEvents) {
            throw new IllegalArgumentException(
                    "A call has a responseStream(..) that is resumed, but its response is a stream of "
                            + declared + ": only a Multi<ServerSentEvent<X>> can be resumed");
        }
        return new StreamedValues(declared, json, stream, resumption, mapper);
    }

    @Override
    public boolean streamsBody(int status) {
        return isSuccess(status);
    }

    @Override
    public String accept() {
        return onlyEvents ? ACCEPT_EVENTS : StreamFormat.ACCEPT;
    }

    @Override
    public Multi<?> read(ResponseHead head, Buffer body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void checkHead(ResponseHead head) throws BodyProblem {
        if (hasNoBody(head)) {
            return;
        }
        BodyDecoder.requireNoEncoding(head.headers());
        String mediaType = mediaType(head);
        if (!mediaType.equals(EVENTS) && (onlyEvents || StreamFormat.of(mediaType) == null)) {
            throw new BodyProblem((mediaType.isEmpty() ? "has no content type"
                    : "has the content type " + PrintableText.of(mediaType, MAX_CONTENT_TYPE)) + ", but "
                    + (onlyEvents ? "events are streamed as " + EVENTS : "values are streamed as " + StreamFormat.ALL));
        }
    }

    @Override
    public Multi<?> open(ResponseHead head, BodySource body) {
        int maximum = (int) Math.min(body.maxValueSize(), Integer.MAX_VALUE);
        String mediaType = mediaType(head);
        JsonValues json = this.json.get();
        if (hasNoBody(head)) {
            // The status 204 means that there are no more events, even without the declared last one
            return new ValueStream<>(body, Bytes::array, StreamFormat.LINES.splitter(maximum), found -> readJson(json, found),
                    resumption != null && head.statusCode() == 204 ? null : stream);
        } else if (!mediaType.equals(EVENTS)) {
            return values(body, StreamFormat.of(mediaType).splitter(maximum), found -> readJson(json, found));
        }
        EventSplitter splitter = new EventSplitter(maximum, !text, resumption == null ? null : resumption.lastEventId());
        if (!onlyEvents) {
            return values(body, splitter, found -> readData(json, found));
        }
        Multi<Object> events = values(body, splitter, found -> new ServerSentEvent<>(splitter.lastEventId(), splitter.event(),
                readData(json, found), splitter.retry(), splitter.comment()));
        return resumption == null ? events : resumption.begun(this, splitter, events);
    }

    private Multi<Object> values(BodySource body, Splitter splitter, ValueReader<Object> reader) {
        return new ValueStream<>(body, Bytes::array, splitter, reader, stream);
    }

    private static String mediaType(ResponseHead head) {
        return ContentType.parse(head.headers().get(HttpHeaders.CONTENT_TYPE)).mediaType();
    }

    private static boolean hasNoBody(ResponseHead head) {
        return head.statusCode() == 204 || head.statusCode() == 205 || HttpMethod.HEAD.equals(head.target().verb())
                || "0".equals(head.headers().get(HttpHeaders.CONTENT_LENGTH));
    }

    private static Object readJson(JsonValues json, Splitter found) throws IOException {
        Object value = json.read(found.bytes(), found.from(), found.to());
        if (value == null) {
            throw new MalformedStream(
                    "contains null, which only a Multi<JsonNode> or a Multi of events can emit: value number " + found.number()
                            + ", which begins at byte " + found.position() + " of the body",
                    false);
        }
        return value;
    }

    /** The data of an event. Empty data is not JSON: the event only shows that the connection is alive. */
    private Object readData(JsonValues json, Splitter found) throws IOException {
        if (text) {
            return new String(found.bytes(), found.from(), found.to() - found.from(), StandardCharsets.UTF_8);
        } else if (onlyEvents) {
            return found.from() == found.to() ? null : json.read(found.bytes(), found.from(), found.to());
        }
        return found.from() == found.to() ? null : readJson(json, found);
    }
}
