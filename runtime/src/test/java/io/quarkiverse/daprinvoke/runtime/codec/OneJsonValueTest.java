package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

import io.quarkiverse.daprinvoke.InvokeResponse;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A response must be one JSON value with white space for all types that are read from JSON, even if the application's mapper is
 * more lenient.
 */
class OneJsonValueTest {

    private static final List<PayloadType> ARRAYS = List.of(declared(Object.class), declared(JsonArray.class),
            declared(JsonNode.class), declared(Object[].class), declared(List.class, declared(Object.class)),
            declared(InvokeResponse.class, declared(JsonArray.class)));
    private static final List<PayloadType> OBJECTS = List.of(declared(Object.class), declared(JsonObject.class),
            declared(JsonNode.class), declared(Receipt.class), declared(Bean.class),
            declared(Map.class, declared(String.class), declared(Object.class)),
            declared(InvokeResponse.class, declared(Receipt.class)));
    private static final List<PayloadType> SCALARS = List.of(declared(Object.class), declared(Integer.class),
            declared(int.class), declared(JsonNode.class), declared(Id.class));

    static Stream<ObjectMapper> mappers() {
        ObjectMapper withComments = new ObjectMapper().configure(JsonParser.Feature.ALLOW_COMMENTS, true)
                .configure(JsonParser.Feature.ALLOW_SINGLE_QUOTES, true)
                .configure(JsonParser.Feature.ALLOW_UNQUOTED_FIELD_NAMES, true);
        return Stream.of(new ObjectMapper(), JsonMapper.builder().enable(JsonReadFeature.values()).build(), withComments);
    }

    @ParameterizedTest
    @ValueSource(strings = { "[1]x", "[1] [2]", "[1],", "[1]]", "[1]\0", "\0[1]", "[1]/*c*/", "//c\n[1]", "#c\n[1]", "[01]",
            "[+1]",
            "[.5]", "[1.]", "[NaN]", "[-Infinity]", "[1,]", "[,1]", "['a']", "[\"a\tb\"]", "[\"\\q\"]", "[", " ", "\r\n",
            "\uFEFF",
            "[1]\uFEFF" })
    void anythingElseIsRefusedByAllTypesAlike(String body) {
        assertRefused(ARRAYS, body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"id\":1}x", "{\"id\":1}{}", "{\"id\":1}/**/", "{/**/\"id\":1}", "{'id':1}", "{id:1}",
            "{\"id\":1,}",
            "{\"id\":01}", "{\"id\":1}}", "{\"id\":1", "{\"id\":1}\0", "{\"id\":}" })
    void anythingElseIsRefusedByAllTypesOfObjectsAlike(String body) {
        assertRefused(OBJECTS, body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = { "1x", "1 2", "01", "+1", "1/**/", "1.", ".5", "NaN", "1,", "1\0\0" })
    void anythingElseIsRefusedByAllScalarsAlike(String body) {
        assertRefused(SCALARS, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(List<PayloadType> types, byte[] body) {
        mappers().forEach(mapper -> assertThat(types)
                .allSatisfy(type -> assertThatThrownBy(() -> read(type, mapper, body)).isInstanceOf(IOException.class)));
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void oneValueIsReadWithWhiteSpaceAroundItInAnyUnicodeEncoding(ObjectMapper mapper) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE,
                Charset.forName("UTF-32BE"), Charset.forName("UTF-32LE"))) {
            for (String mark : charset == StandardCharsets.UTF_8 ? List.of("", "\uFEFF", " \r\n\t") : List.of("", "\uFEFF")) {
                byte[] array = (mark + "[1]\r\n\t ").getBytes(charset);
                assertThat(ARRAYS).allSatisfy(type -> assertThat(read(type, mapper, array)).isNotNull());
                byte[] object = (mark + "{\"id\":1} \n").getBytes(charset);
                assertThat(OBJECTS).allSatisfy(type -> assertThat(read(type, mapper, object)).isNotNull());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void valuesOfVertxHoldWhatObjectsHold(ObjectMapper mapper) throws IOException {
        byte[] object = "{\"a\":{\"b\":[1,{\"c\":null}]},\"n\":1.5,\"l\":12345678901,\"a\":2}".getBytes();
        assertThat(read(declared(JsonObject.class), mapper, object))
                .isEqualTo(new JsonObject().put("a", 2).put("n", 1.5).put("l", 12345678901L));
        assertThat(((JsonObject) read(declared(JsonObject.class), mapper, object)).getMap())
                .isEqualTo(read(declared(Object.class), mapper, object));
        JsonArray array = (JsonArray) read(declared(JsonArray.class), mapper, "[{\"a\":[1]},[2]]".getBytes());
        assertThat(array.getJsonObject(0).getJsonArray("a").getInteger(0)).isEqualTo(1);
        assertThat(array.getJsonArray(1)).isEqualTo(new JsonArray().add(2));
        assertThat(read(declared(JsonObject.class), mapper, "null".getBytes())).isNull();
        assertThat(read(declared(JsonArray.class), mapper, " null ".getBytes())).isNull();
    }

    static Stream<ObjectMapper> mappersThatMakeSomethingElseOfAnObject() {
        return Stream.of(
                JsonMapper.builder().activateDefaultTyping(
                        BasicPolymorphicTypeValidator.builder().allowIfSubType(Object.class).build()).build(),
                JsonMapper.builder().enable(DeserializationFeature.UNWRAP_ROOT_VALUE).build(),
                JsonMapper.builder().enable(DeserializationFeature.USE_JAVA_ARRAY_FOR_JSON_ARRAY).build());
    }

    @ParameterizedTest
    @MethodSource("mappersThatMakeSomethingElseOfAnObject")
    void valuesOfVertxHoldTheJsonAsItIs(ObjectMapper mapper) throws IOException {
        assertThat(read(declared(JsonObject.class), mapper, "{\"a\":[1,{}]}".getBytes()))
                .isEqualTo(new JsonObject().put("a", new JsonArray().add(1).add(new JsonObject())));
        assertThat(read(declared(JsonArray.class), mapper, "[[1],\"a\"]".getBytes()))
                .isEqualTo(new JsonArray().add(new JsonArray().add(1)).add("a"));
    }

    private static Object read(PayloadType type, ObjectMapper mapper, byte[] body) throws IOException {
        return new ResponseTypes(() -> mapper).request(type, false)
                .read(new ResponseTypeTest.Head(200, MultiMap.caseInsensitiveMultiMap()), Buffer.buffer(body));
    }

    private static PayloadType declared(Class<?> type, PayloadType... arguments) {
        return new PayloadType(type, List.of(arguments));
    }

    record Receipt(int id) {
    }

    public static class Bean {
        public int id;
    }

    enum Id {
        ZERO,
        ONE
    }
}
