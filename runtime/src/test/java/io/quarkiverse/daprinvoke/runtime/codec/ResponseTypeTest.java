package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

class ResponseTypeTest {

    private static final ResponseTypes TYPES = new ResponseTypes(ObjectMapper::new);

    static Stream<Arguments> replies() {
        return Stream.of(Arguments.of(declared(String.class), "h\u00E9llo", "h\u00E9llo"),
                Arguments.of(declared(String.class), "{\"id\":1}", "{\"id\":1}"),
                Arguments.of(declared(byte[].class), "abc", new byte[] { 'a', 'b', 'c' }),
                Arguments.of(declared(Buffer.class), "abc", Buffer.buffer("abc")),
                Arguments.of(declared(io.vertx.mutiny.core.buffer.Buffer.class), "abc",
                        io.vertx.mutiny.core.buffer.Buffer.buffer("abc")),
                Arguments.of(declared(CharSequence.class), "h\u00E9llo", "h\u00E9llo"),
                Arguments.of(declared(ByteBuffer.class), "abc", ByteBuffer.wrap(new byte[] { 'a', 'b', 'c' })),
                Arguments.of(declared(JsonObject.class), "{\"id\":1}", new JsonObject().put("id", 1)),
                Arguments.of(declared(JsonArray.class), "[1]", new JsonArray().add(1)),
                Arguments.of(declared(Receipt.class), " {\"id\":1}\n", new Receipt(1)),
                Arguments.of(declared(Receipt.class), "null", null), Arguments.of(declared(Integer.class), "0", 0),
                Arguments.of(declared(Boolean.class), "false", false),
                Arguments.of(declared(Receipt[].class), "[{\"id\":1}]", new Receipt[] { new Receipt(1) }),
                Arguments.of(declared(List.class, declared(Receipt.class)), "[{\"id\":1}]", List.of(new Receipt(1))),
                Arguments.of(declared(Map.class, declared(String.class), declared(List.class, declared(Receipt.class))),
                        "{\"a\":[{\"id\":1}]}", Map.of("a", List.of(new Receipt(1)))),
                Arguments.of(declared(Object.class), "{\"id\":1}", Map.of("id", 1)));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void aBodyIsReadAsTheDeclaredType(PayloadType type, String body, Object item) throws IOException {
        ResponseType<?> reply = type(type);
        assertThat(reply.accepts(404)).isFalse();
        assertThat(reply.discardsBody()).isFalse();
        assertThat((Object) reply.read(new Head(200, headers("application/json")), Buffer.buffer(body))).isEqualTo(item);
        // For any content type
        assertThat((Object) reply.read(new Head(200, headers("text/html")), Buffer.buffer(body))).isEqualTo(item);
        assertThat((Object) reply.read(new Head(200, headers(null)), Buffer.buffer(body))).isEqualTo(item);
    }

    @ParameterizedTest
    @MethodSource("replies")
    void aBodyIsReadWhereverItLies(PayloadType type, String body, Object item) throws IOException {
        Buffer whole = Buffer.buffer("{}").appendString(body).appendString("[]");
        ResponseType<?> reply = type(type);
        Buffer within = whole.slice(2, whole.length() - 2);
        assertThat((Object) reply.read(new Head(200, headers("application/json")), within)).isEqualTo(item);
        // In two pieces of memory
        CompositeByteBuf pieces = Unpooled.compositeBuffer().addComponent(true, within.getBuffer(0, 1).getByteBuf())
                .addComponent(true, within.getBuffer(1, within.length()).getByteBuf());
        assertThat((Object) reply.read(new Head(200, headers("application/json")), Buffer.buffer(pieces))).isEqualTo(item);
    }

    @ParameterizedTest
    @MethodSource("replies")
    void anEmptyBodyIsNull(PayloadType type, String body, Object item) throws IOException {
        assertThat((Object) type(type).read(new Head(200, headers("application/json")), Buffer.buffer())).isNull();
    }

    @ParameterizedTest
    @MethodSource("replies")
    void aReplyWithStatusAndHeadersHoldsTheSame(PayloadType type, String body, Object item) throws IOException {
        ResponseType<?> reply = type(declared(InvokeResponse.class, type));
        assertThat(reply.accepts(404)).isFalse();
        assertThat(reply.discardsBody()).isFalse();
        MultiMap headers = headers("application/json");
        InvokeResponse<?> response = (InvokeResponse<?>) reply.read(new Head(201, headers), Buffer.buffer(body));
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers()).isSameAs(headers);
        assertThat((Object) response.body()).isEqualTo(item);
        assertThat(((InvokeResponse<?>) reply.read(new Head(204, headers), Buffer.buffer())).body()).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "text/plain;charset=ISO-8859-1", "text/plain; charset=\"iso-8859-1\"", "text/plain; a=b; Charset=latin1",
            "multipart/related; start-info=\"text/xml;charset=utf-16\"; charset=latin1" })
    void textIsReadInItsCharset(String contentType) throws IOException {
        Buffer body = Buffer.buffer("h\u00E9llo".getBytes(StandardCharsets.ISO_8859_1));
        assertThat((Object) type(declared(String.class)).read(new Head(200, headers(contentType)), body))
                .isEqualTo("h\u00E9llo");
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/plain;charset=none-such", "text/plain;charset=", "text/plain;charset=?" })
    void textInAnUnknownCharsetIsAnError(String contentType) {
        assertThatThrownBy(
                () -> type(declared(String.class)).read(new Head(200, headers(contentType)), Buffer.buffer("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBodyThatIsNotOfTheDeclaredTypeIsAnError() {
        assertThatExceptionOfType(JsonParseException.class).isThrownBy(() -> read(Receipt.class, "<html>"));
        assertThatExceptionOfType(UnrecognizedPropertyException.class).isThrownBy(() -> read(Receipt.class, "{\"other\":1}"));
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> read(JsonObject.class, "[1]"));
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> read(JsonArray.class, "{}"));
        assertThatExceptionOfType(JsonParseException.class).isThrownBy(() -> read(JsonObject.class, "oops"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "gzip", "GZIP", "br", "identity, gzip", "deflate,identity", "x-a\u202E" })
    void aBodyInAnotherEncodingIsForBytesOnly(String encoding) throws IOException {
        MultiMap headers = headers("text/plain").add("content-encoding", encoding);
        for (Class<?> type : List.of(String.class, CharSequence.class, Receipt.class, JsonObject.class, Object.class)) {
            String named = encoding.replaceAll(",? ?identity,? ?", "").replace('\u202E', ' ').trim();
            assertThatExceptionOfType(BodyProblem.class)
                    .isThrownBy(() -> type(declared(type)).read(new Head(200, headers), Buffer.buffer("x")))
                    .withMessageStartingWith("has the content encoding " + named);
            assertThat((Object) type(declared(type)).read(new Head(204, headers), Buffer.buffer())).isNull();
        }
        for (Class<?> type : List.of(byte[].class, ByteBuffer.class, Buffer.class)) {
            assertThat((Object) type(declared(type)).read(new Head(200, headers), Buffer.buffer("x"))).isNotNull();
        }
        assertThat(TYPES.exchange().read(new Head(200, headers), Buffer.buffer("x")).body()).isEqualTo(Buffer.buffer("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "identity", "Identity", "", " ", ",", "identity, identity" })
    void noEncodingIsNone(String encoding) throws IOException {
        MultiMap headers = headers("text/plain").add("content-encoding", encoding);
        assertThat((Object) type(declared(String.class)).read(new Head(200, headers), Buffer.buffer("x")))
                .isEqualTo("x");
    }

    @Test
    void jsonIsReadWithTheGivenMapper() throws IOException {
        ObjectMapper mapper = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        assertThat((Object) new ResponseTypes(() -> mapper).request(declared(Receipt.class), false)
                .read(new Head(200, headers(null)), Buffer.buffer("{\"id\":1,\"other\":2}"))).isEqualTo(new Receipt(1));
    }

    @Test
    void readingLeavesTheBodyAsItWas() throws IOException {
        Buffer body = Buffer.buffer("{\"id\":1}");
        ResponseType<?> reply = type(declared(Receipt.class));
        assertThat((Object) reply.read(new Head(200, headers(null)), body))
                .isEqualTo(reply.read(new Head(200, headers(null)), body));
        assertThat(body).hasToString("{\"id\":1}");
    }

    @Test
    void nothingIsReadOfAReplyThatIsVoid() throws IOException {
        for (ResponseType<?> reply : List.of(TYPES.send(), type(declared(Void.class)))) {
            assertThat(reply.accepts(404)).isFalse();
            assertThat(reply.discardsBody()).isTrue();
            assertThat((Object) reply.read(new Head(200, headers(null)), Buffer.buffer())).isNull();
        }
        ResponseType<?> withStatus = type(declared(InvokeResponse.class, declared(Void.class)));
        assertThat(withStatus.discardsBody()).isTrue();
        assertThat((Object) withStatus.read(new Head(204, headers(null)), Buffer.buffer()))
                .asInstanceOf(InstanceOfAssertFactories.type(InvokeResponse.class)).satisfies(response -> {
                    assertThat(response.statusCode()).isEqualTo(204);
                    assertThat(response.body()).isNull();
                });
    }

    @Test
    void anExchangeTakesAnyStatusAndTheBodyAsItIs() throws IOException {
        assertThat(TYPES.exchange().accepts(404)).isTrue();
        assertThat(TYPES.exchange().discardsBody()).isFalse();
        InvokeResponse<Buffer> response = TYPES.exchange().read(new Head(503, headers("text/plain")), Buffer.buffer("oops"));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.header("content-type")).isEqualTo("text/plain");
        assertThat(response.body()).hasToString("oops");
        assertThat(TYPES.exchange().read(new Head(204, headers(null)), Buffer.buffer()).body().length()).isZero();
    }

    private static ResponseType<?> type(PayloadType type) {
        return TYPES.request(type, false);
    }

    private static Object read(Class<?> type, String body) throws IOException {
        return type(declared(type)).read(new Head(200, headers("application/json")), Buffer.buffer(body));
    }

    private static PayloadType declared(Class<?> type, PayloadType... arguments) {
        return new PayloadType(type, List.of(arguments));
    }

    private static MultiMap headers(String contentType) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        return contentType == null ? headers : headers.add("Content-Type", contentType);
    }

    record Receipt(int id) {
    }

    record Head(int statusCode, MultiMap headers) implements ResponseHead {

        @Override
        public ResolvedTarget target() {
            return null;
        }
    }
}
