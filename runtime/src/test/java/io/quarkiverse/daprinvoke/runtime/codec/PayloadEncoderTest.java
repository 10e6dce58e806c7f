package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;

import io.netty.buffer.Unpooled;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.Multipart;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.multipart.MultipartForm;

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
                Arguments.of(CharSequence.class, "text", "text/plain", utf8("text")),
                Arguments.of(CharSequence.class, new StringBuilder("h\u00E9llo"), "text/plain", utf8("h\u00E9llo")),
                Arguments.of(StringBuilder.class, new StringBuilder("text"), "text/plain", utf8("text")),
                Arguments.of(ByteBuffer.class, ByteBuffer.wrap(BYTES), "application/octet-stream", BYTES),
                Arguments.of(ByteBuffer.class, ByteBuffer.allocateDirect(5).put(BYTES).flip().asReadOnlyBuffer(),
                        "application/octet-stream", BYTES),
                Arguments.of(ByteBuffer.class, ByteBuffer.wrap(new byte[] { 9, 0, -1, 'a', 13, 10, 9 }, 1, 5).slice(),
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
        assertThat(encoder.encode(payload, null).contentType()).isEqualTo(contentType);
        assertThat(encoder.encode(payload, null).buffer().getBytes()).isEqualTo(body);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void ofAnObjectWhatIsSentDecides(Class<?> type, Object payload, String contentType, byte[] body) throws IOException {
        PayloadEncoder encoder = encoder(Object.class);
        assertThat(encoder.encode(payload, null).contentType()).isEqualTo(contentType);
        assertThat(encoder.encode(payload, null).buffer().getBytes()).isEqualTo(body);
    }

    @Test
    void onePayloadMayBeSentAgain() throws IOException {
        PayloadEncoder encoder = encoder(Order.class);
        Order order = new Order("value", 1);
        assertThat(encoder.encode(order, null).buffer()).isEqualTo(encoder.encode(order, null).buffer());
        Buffer buffer = Buffer.buffer("x");
        assertThat(encoder(Buffer.class).encode(buffer, null).buffer().getBytes())
                .isEqualTo(encoder(Buffer.class).encode(buffer, null).buffer().getBytes());
    }

    @Test
    void ofAByteBufferTheRemainingBytesAreSentAndStay() throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] { 1, 2, 3, 4 }).order(ByteOrder.LITTLE_ENDIAN).position(1).limit(3);
        for (Class<?> type : List.of(ByteBuffer.class, Object.class)) {
            assertThat(encoder(type).encode(buffer, null).buffer().getBytes()).containsExactly(2, 3);
            assertThat(encoder(type).encode(buffer, null).buffer().getBytes()).containsExactly(2, 3);
            assertThat(buffer.position()).isEqualTo(1);
            assertThat(buffer.remaining()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D", "\uD83D\uD83D\uDE00", "\uD83D\uDE00\uD83D" })
    void textWithHalfASurrogatePairIsAnError(String text) {
        for (Object payload : List.of(text, new StringBuilder(text))) {
            for (Class<?> type : List.of(String.class, CharSequence.class, Object.class)) {
                assertThatExceptionOfType(BodyProblem.class).isThrownBy(() -> encoder(type).encode(payload, null).buffer())
                        .withMessage("it is not well-formed Unicode text, because it contains half of a surrogate pair");
            }
        }
    }

    /** JSON has a form for it, so nothing is lost. */
    @ParameterizedTest
    @ValueSource(strings = { "\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D" })
    void jsonKeepsHalfASurrogatePair(String text) throws IOException {
        assertThat(MAPPER.readTree(encoder(Order.class).encode(new Order(text, 1), null).buffer().getBytes()).get("test")
                .textValue())
                .isEqualTo(text);
        for (Buffer body : List.of(encoder(Map.class).encode(Map.of(text, text), null).buffer(),
                encoder(JsonObject.class).encode(new JsonObject().put(text, text), null).buffer(),
                encoder(JsonArray.class).encode(new JsonArray().add(text), null).buffer())) {
            assertThat(body.toString()).contains("\\u").doesNotContain("?", "\uFFFD");
        }
    }

    static Stream<Arguments> noValues() {
        return Stream.of(Arguments.of(Uni.createFrom().item(1), "Use the type of the value"),
                Arguments.of(CompletableFuture.completedFuture(1), "Use the type of the value"),
                Arguments.of(new FutureTask<>(() -> 1), "Use the type of the value"),
                Arguments.of(Future.succeededFuture(1), "Use the type of the value"),
                Arguments.of(new SubmissionPublisher<>(Runnable::run, 1), "Use the type of the value"),
                Arguments.of(new ByteArrayInputStream(BYTES), "Read it"), Arguments.of(new StringReader("a"), "Read it"),
                Arguments.of(Channels.newChannel(new ByteArrayInputStream(BYTES)), "Read it"),
                Arguments.of(Unpooled.wrappedBuffer(BYTES), "Read it"),
                Arguments.of(List.of(1).iterator(), "Use a List"), Arguments.of(Stream.of(1), "Use a List"),
                Arguments.of(IntStream.of(1), "Use a List"),
                Arguments.of(InvokeMethodParameters.of(1), "Declare the emitter for the type of the payload"),
                Arguments.of(new InvokeResponse<>(200, MultiMap.caseInsensitiveMultiMap(), 1), "Use the type of its body"),
                Arguments.of(Response.ok("a").build(), "Use the type of its body"),
                Arguments.of(RestResponse.ok("a"), "Use the type of its body"),
                Arguments.of(new Form().param("a", "b"), "Use a Map<String, List<String>>"));
    }

    @ParameterizedTest
    @MethodSource("noValues")
    void whatIsNoValueIsRefused(Object payload, String advice) {
        for (Class<?> type : List.of(Object.class, Comparable.class, payload.getClass())) {
            assertThatExceptionOfType(BodyProblem.class).isThrownBy(() -> encoder(type).encode(payload, null).buffer())
                    .withMessageStartingWith("it is not a value. " + advice);
        }
    }

    static Stream<Arguments> payloadsOnly() {
        return Stream.of(Arguments.of(new File("a"), "Declare the payload as Path or File"),
                Arguments.of(Path.of("a"), "Declare the payload as Path or File"),
                Arguments.of(Multipart.form(), "It can only be the payload as a whole"),
                Arguments.of(MultipartForm.create(), "It can only be the payload as a whole"),
                Arguments.of(MultiMap.caseInsensitiveMultiMap(), "It can only be the payload as a whole"));
    }

    @ParameterizedTest
    @MethodSource("payloadsOnly")
    void whatHasAnEncoderIsNoJson(Object payload, String advice) {
        assertThatExceptionOfType(BodyProblem.class).isThrownBy(() -> encoder(Comparable.class).encode(payload, null))
                .withMessageStartingWith("it is not a value. " + advice);
    }

    @Test
    void valuesThatHoldFilesAreJson() throws IOException {
        assertThat(encoder(List.class).encode(List.of(new File("/a")), null).buffer())
                .hasToString("[\"" + new File("/a") + "\"]");
        assertThat(encoder(Object.class).encode(List.of(1), null).buffer()).hasToString("[1]");
    }

    @Test
    void buffersAndBytesAreNotCopied() throws IOException {
        Buffer buffer = Buffer.buffer("x");
        assertThat(encoder(Buffer.class).encode(buffer, null).buffer()).isSameAs(buffer);
        byte[] bytes = { 1 };
        Buffer body = encoder(byte[].class).encode(bytes, null).buffer();
        bytes[0] = 2;
        assertThat(body.getByte(0)).isEqualTo((byte) 2);
    }

    @Test
    void jsonIsUtf8WithoutEscapesOfOrdinaryCharacters() throws IOException {
        assertThat(encoder(Order.class).encode(new Order("<\u00E9&>\u65E5", 1), null).buffer().getBytes())
                .isEqualTo(utf8("{\"test\":\"<\u00E9&>\u65E5\",\"count\":1}"));
    }

    @Test
    void aBodyMayBeLargerThanTheFirstGuess() throws IOException {
        String large = "x".repeat(100_000);
        assertThat(encoder(Order.class).encode(new Order(large, 1), null).buffer().toJsonObject().getString("test"))
                .isEqualTo(large);
    }

    @Test
    void jsonIsWrittenWithTheGivenMapper() throws IOException {
        ObjectMapper mapper = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE);
        PayloadEncoder encoder = PayloadEncoder.of(new PayloadType(Order.class, List.of()), () -> mapper);
        assertThat(encoder.encode(new Order("a", 1), null).buffer()).hasToString("{\"Test\":\"a\",\"Count\":1}");
    }

    @Test
    void aSubclassKeepsItsOwnProperties() throws IOException {
        assertThat(encoder(Base.class).encode(new Special(), null).buffer()).hasToString("{\"base\":1,\"special\":2}");
        assertThat(encoder(Base.class).encode(new Base(), null).buffer()).hasToString("{\"base\":1}");
    }

    @Test
    void typeArgumentsCount() throws IOException {
        PayloadType listOfShapes = new PayloadType(List.class, List.of(new PayloadType(Shape.class, List.of())));
        assertThat(PayloadEncoder.of(listOfShapes, () -> MAPPER).encode(List.of(new Circle(3)), null).buffer())
                .hasToString("[{\"kind\":\"circle\",\"radius\":3}]");
    }

    @Test
    void whatCannotBeEncodedIsAnError() {
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> encoder(Cycle.class).encode(new Cycle(), null).buffer());
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
