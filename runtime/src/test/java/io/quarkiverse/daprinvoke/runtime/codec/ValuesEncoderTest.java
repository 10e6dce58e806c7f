package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

class ValuesEncoderTest {

    /** Indents, which would break lines. */
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final String LINES = "{\"id\":1}\n{\"id\":2}\n";
    private static final String ARRAY = "[{\"id\":1},{\"id\":2}]";
    private static final String SEQUENCE = "\u001E{\"id\":1}\n\u001E{\"id\":2}\n";

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = { "none,L", "application/x-ndjson,L", "Application/X-NDJSON; charset=utf-8,L",
            "application/jsonl,L", "application/jsonlines,L", "application/stream+json,L", "application/json,A",
            "application/vnd.acme.rows+json,A", "application/json-seq,S", "application/geo+json-seq,S" })
    void theContentTypeDecidesHowValuesAreSet(String contentType, String format) throws IOException {
        String expected = format.equals("L") ? LINES : format.equals("A") ? ARRAY : SEQUENCE;
        Body body = encoder(Row.class).encode(Multi.createFrom().items(new Row(1), new Row(2)), contentType);
        assertThat(body.contentType()).isEqualTo(contentType == null ? "application/x-ndjson" : contentType);
        assertThat(body.length()).isEqualTo(-1);
        assertThat(body.isSentOnce()).isTrue();
        assertThat(written(body)).isEqualTo(expected);
        // Each subscription begins anew
        assertThat(written(body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({ "application/x-ndjson,''", "application/json,[]", "application/json-seq,''" })
    void aStreamMayBeEmpty(String contentType, String expected) throws IOException {
        assertThat(written(encoder(Row.class).encode(Multi.createFrom().empty(), contentType))).isEqualTo(expected);
    }

    @Test
    void valuesAreOfAnyTypeOfJson() throws IOException {
        assertThat(written(encoder(String.class).encode(Multi.createFrom().items("a\nb", "ü", ""), null)))
                .isEqualTo("\"a\\nb\"\n\"ü\"\n\"\"\n");
        assertThat(written(encoder(Integer.class).encode(Multi.createFrom().items(1, 2), "application/json")))
                .isEqualTo("[1,2]");
        assertThat(written(encoder(JsonObject.class).encode(Multi.createFrom().items(new JsonObject().put("a", 1)), null)))
                .isEqualTo("{\"a\":1}\n");
        assertThat(written(encoder(JsonArray.class).encode(Multi.createFrom().items(new JsonArray().add(1)), null)))
                .isEqualTo("[1]\n");
        assertThat(written(encoder(List.class).encode(Multi.createFrom().items(List.of(1, "x")), null)))
                .isEqualTo("[1,\"x\"]\n");
    }

    @Test
    void valuesHaveTheTypeIdsOfTheDeclaredType() throws IOException {
        PayloadType shapes = new PayloadType(List.class, List.of(new PayloadType(Shape.class, List.of())));
        PayloadEncoder encoder = PayloadEncoder.of(new PayloadType(Multi.class, List.of(shapes)), () -> MAPPER);
        assertThat(written(encoder.encode(Multi.createFrom().items(List.of(new Circle(1))), null)))
                .isEqualTo("[{\"kind\":\"circle\",\"radius\":1}]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/x-ndjson", "application/json-seq", "application/json" })
    void oneValueIsEncodedForEachThatIsAskedFor(String contentType) throws IOException {
        AtomicInteger written = new AtomicInteger();
        Body body = encoder(Counted.class).encode(Multi.createFrom().range(0, 1000).map(i -> new Counted(written)),
                contentType);
        List<?> first = body.chunks().select().first(11).collect().asList().await().indefinitely();
        assertThat(first).hasSize(11);
        // The first chunk of an array is its beginning
        assertThat(written.get()).isBetween(10, 11);
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/x-ndjson", "application/json-seq", "application/json" })
    void aValueThatCannotBeEncodedFailsTheStreamAfterThoseBeforeIt(String contentType) throws IOException {
        Body body = encoder(Object.class).encode(Multi.createFrom().items(1, 2, new Broken(), 4), contentType);
        List<Object> chunks = new ArrayList<>();
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> body.chunks().onItem().invoke(chunks::add).collect().asList().await().indefinitely())
                .withMessage("value number 3 could not be encoded")
                .withRootCauseInstanceOf(IllegalStateException.class);
        assertThat(chunks.toString()).contains("1", "2").doesNotContain("4", "]]");
    }

    @Test
    void aLineBreakWithinAValueIsASpace() throws IOException {
        Multi<Raw> values = Multi.createFrom().items(new Raw("{\r\n\"a\":\r1\n}"), new Raw("\n2"));
        assertThat(written(encoder(Raw.class).encode(values, null))).isEqualTo("{\"raw\":{  \"a\": 1 }}\n{\"raw\": 2}\n");
        assertThat(written(encoder(Raw.class).encode(values, "application/json")))
                .isEqualTo("[{\"raw\":{\r\n\"a\":\r1\n}},{\"raw\":\n2}]");
    }

    @Test
    void whatIsNoValueIsAFailure() throws IOException {
        Body body = encoder(Object.class).encode(Multi.createFrom().items(List.of(1).iterator()), null);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> written(body))
                .withMessageStartingWith("value number 1 could not be encoded: it is not a value. ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/csv", "application/octet-stream", "text/event-stream", "application/x-www-form-urlencoded",
            "multipart/form-data" })
    void otherContentTypesAreRefused(String contentType) {
        assertThatExceptionOfType(BodyProblem.class)
                .isThrownBy(() -> encoder(Row.class).encode(Multi.createFrom().empty(), contentType))
                .withMessageStartingWith("values are streamed as application/x-ndjson, application/json-seq or "
                        + "application/json. Set one of these content types");
    }

    private static PayloadEncoder encoder(Class<?> value) {
        return PayloadEncoder.of(new PayloadType(Multi.class, List.of(new PayloadType(value, List.of()))), () -> MAPPER);
    }

    private static String written(Body body) {
        Buffer all = Buffer.buffer();
        body.chunks().collect().asList().await().indefinitely().forEach(chunk -> all.appendBuffer((Buffer) chunk));
        return all.toString();
    }

    record Row(int id) {
    }

    record Raw(@JsonRawValue String raw) {
    }

    record Counted(@JsonIgnore AtomicInteger written) {

        @JsonProperty
        public int number() {
            return written.incrementAndGet();
        }
    }

    static class Broken {
        public String getText() {
            throw new IllegalStateException("no text");
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
    interface Shape {
    }

    record Circle(int radius) implements Shape {
    }
}
