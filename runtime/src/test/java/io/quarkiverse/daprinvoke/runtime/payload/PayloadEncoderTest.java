package io.quarkiverse.daprinvoke.runtime.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

class PayloadEncoderTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final byte[] BYTES = { 0, -1, 'a', 13, 10 };

    static Stream<Arguments> payloads() {
        return Stream.of(
                Arguments.of(String.class, "h\u00E9llo \uD83D\uDE00", "text/plain",
                        "h\u00E9llo \uD83D\uDE00".getBytes(StandardCharsets.UTF_8)),
                Arguments.of(String.class, "", "text/plain", new byte[0]),
                Arguments.of(byte[].class, BYTES, "application/octet-stream", BYTES),
                Arguments.of(Buffer.class, Buffer.buffer(BYTES), "application/octet-stream", BYTES),
                Arguments.of(io.vertx.mutiny.core.buffer.Buffer.class, io.vertx.mutiny.core.buffer.Buffer.buffer(BYTES),
                        "application/octet-stream", BYTES),
                Arguments.of(JsonObject.class, new JsonObject().put("test", "value"), "application/json",
                        utf8("{\"test\":\"value\"}")),
                Arguments.of(JsonArray.class, new JsonArray().add(1).addNull(), "application/json", utf8("[1,null]")),
                Arguments.of(Order.class, new Order("value", 1), "application/json", utf8("{\"test\":\"value\",\"count\":1}")),
                Arguments.of(Integer.class, 42, "application/json", utf8("42")),
                Arguments.of(Boolean.class, false, "application/json", utf8("false")),
                Arguments.of(int[].class, new int[] { 1, 2 }, "application/json", utf8("[1,2]")),
                Arguments.of(Map.class, Map.of("a", 1), "application/json", utf8("{\"a\":1}")));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void theDeclaredTypeDecidesBodyAndContentType(Class<?> type, Object payload, String contentType, byte[] body)
            throws IOException {
        PayloadEncoder encoder = encoder(type);
        assertThat(encoder.contentType(payload)).isEqualTo(contentType);
        assertThat(encoder.encode(payload).getBytes()).isEqualTo(body);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void ofAnObjectWhatIsSentDecides(Class<?> type, Object payload, String contentType, byte[] body) throws IOException {
        PayloadEncoder encoder = encoder(Object.class);
        assertThat(encoder.contentType(payload)).isEqualTo(contentType);
        assertThat(encoder.encode(payload).getBytes()).isEqualTo(body);
    }

    @Test
    void onePayloadMayBeSentAgain() throws IOException {
        PayloadEncoder encoder = encoder(Order.class);
        Order order = new Order("value", 1);
        assertThat(encoder.encode(order)).isEqualTo(encoder.encode(order));
        Buffer buffer = Buffer.buffer("x");
        assertThat(encoder(Buffer.class).encode(buffer).getBytes()).isEqualTo(encoder(Buffer.class).encode(buffer).getBytes());
    }

    @Test
    void buffersAndBytesAreNotCopied() throws IOException {
        Buffer buffer = Buffer.buffer("x");
        assertThat(encoder(Buffer.class).encode(buffer)).isSameAs(buffer);
        byte[] bytes = { 1 };
        Buffer body = encoder(byte[].class).encode(bytes);
        bytes[0] = 2;
        assertThat(body.getByte(0)).isEqualTo((byte) 2);
    }

    @Test
    void jsonIsUtf8WithoutEscapesOfOrdinaryCharacters() throws IOException {
        assertThat(encoder(Order.class).encode(new Order("<\u00E9&>\u65E5", 1)).getBytes())
                .isEqualTo(utf8("{\"test\":\"<\u00E9&>\u65E5\",\"count\":1}"));
    }

    @Test
    void aBodyMayBeLargerThanTheFirstGuess() throws IOException {
        String large = "x".repeat(100_000);
        assertThat(encoder(Order.class).encode(new Order(large, 1)).toJsonObject().getString("test")).isEqualTo(large);
    }

    @Test
    void jsonIsWrittenWithTheGivenMapper() throws IOException {
        ObjectMapper mapper = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE);
        PayloadEncoder encoder = PayloadEncoder.of(new PayloadType(Order.class, List.of()), () -> mapper);
        assertThat(encoder.encode(new Order("a", 1))).hasToString("{\"Test\":\"a\",\"Count\":1}");
    }

    @Test
    void aSubclassKeepsItsOwnProperties() throws IOException {
        assertThat(encoder(Base.class).encode(new Special())).hasToString("{\"base\":1,\"special\":2}");
        assertThat(encoder(Base.class).encode(new Base())).hasToString("{\"base\":1}");
    }

    @Test
    void typeArgumentsCount() throws IOException {
        PayloadType listOfShapes = new PayloadType(List.class, List.of(new PayloadType(Shape.class, List.of())));
        assertThat(PayloadEncoder.of(listOfShapes, () -> MAPPER).encode(List.of(new Circle(3))))
                .hasToString("[{\"kind\":\"circle\",\"radius\":3}]");
    }

    @Test
    void whatCannotBeEncodedIsAnError() {
        assertThatExceptionOfType(JsonMappingException.class).isThrownBy(() -> encoder(Cycle.class).encode(new Cycle()));
    }

    private static PayloadEncoder encoder(Class<?> type) {
        return PayloadEncoder.of(new PayloadType(type, List.of()), () -> MAPPER);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    record Order(String test, int count) {
    }

    static class Base {
        public int base = 1;
    }

    static class Special extends Base {
        public int special = 2;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
    interface Shape {
    }

    record Circle(int radius) implements Shape {
    }

    static class Cycle {
        public Cycle self = this;
    }
}
