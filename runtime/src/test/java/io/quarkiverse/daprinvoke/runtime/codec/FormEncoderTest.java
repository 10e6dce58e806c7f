package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.ws.rs.core.Form;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

class FormEncoderTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    static Stream<Arguments> forms() {
        Map<String, Object> ordered = new LinkedHashMap<>();
        ordered.put("b", 1);
        ordered.put("none", null);
        ordered.put("a", true);
        MultiMap multi = MultiMap.caseInsensitiveMultiMap().add("a", "1").add("b", "2").add("a", "3");
        return Stream.of(
                Arguments.of(Map.of("user", "ada"), "user=ada"),
                Arguments.of(Map.of(), ""),
                Arguments.of(ordered, "b=1&a=true"),
                Arguments.of(Map.of("a", ""), "a="),
                Arguments.of(Map.of("a b&c=d", "x y&z=1+2%"), "a+b%26c%3Dd=x+y%26z%3D1%2B2%25"),
                Arguments.of(Map.of("a", "*-._~"), "a=*-._%7E"),
                Arguments.of(Map.of("a", "\r\n\0"), "a=%0D%0A%00"),
                Arguments.of(Map.of("ü", "日 😀"), "%C3%BC=%E6%97%A5+%F0%9F%98%80"),
                Arguments.of(Map.of("a", new BigDecimal("1.50")), "a=1.50"),
                Arguments.of(Map.of("a", TimeUnit.DAYS), "a=DAYS"),
                Arguments.of(Map.of(TimeUnit.DAYS, 'c'), "DAYS=c"),
                Arguments.of(Map.of("a", new StringBuilder("x")), "a=x"),
                Arguments.of(Map.of("a", Arrays.asList("1", null, 2)), "a=1&a=2"),
                Arguments.of(Map.of("a", List.of()), ""),
                Arguments.of(Map.of("a", new String[] { "1", "2" }), "a=1&a=2"),
                Arguments.of(Map.of("a", new int[] { 1, 2 }), "a=1&a=2"),
                Arguments.of(Map.of("a", new double[0]), ""),
                Arguments.of(new Form().param("a", "1").param("a", "2").asMap(), "a=1&a=2"),
                Arguments.of(multi, "a=1&b=2&a=3"),
                Arguments.of(io.vertx.mutiny.core.MultiMap.newInstance(multi), "a=1&b=2&a=3"),
                Arguments.of(new JsonObject().put("a", 1).putNull("n").put("b", new JsonArray().add("x").add(false)),
                        "a=1&b=x&b=false"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void namesAndValuesAreAForm(Object payload, String form) throws IOException {
        for (Class<?> type : List.of(payload.getClass(), Object.class)) {
            Body body = encoder(type).encode(payload, FORM);
            assertThat(body.buffer()).hasToString(form);
            assertThat(body.contentType()).isEqualTo(FORM);
            assertThat(body.length()).isEqualTo(form.length());
            assertThat(body.isSentOnce()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "Application/X-WWW-Form-UrlEncoded", "application/x-www-form-urlencoded; charset=UTF-8",
            " application/x-www-form-urlencoded ;charset=\"utf-8\"" })
    void theContentTypeIsSentAsItIsWritten(String contentType) throws IOException {
        Body body = encoder(Map.class).encode(Map.of("a", "ü"), contentType);
        assertThat(body.contentType()).isEqualTo(contentType);
        assertThat(body.buffer()).hasToString("a=%C3%BC");
    }

    @Test
    void aMultiMapIsAFormByDefault() throws IOException {
        Body body = encoder(MultiMap.class).encode(MultiMap.caseInsensitiveMultiMap().add("a", "1"), null);
        assertThat(body.contentType()).isEqualTo(FORM);
        assertThat(body.buffer()).hasToString("a=1");
    }

    @Test
    void aMapIsJsonByDefault() throws IOException {
        Body body = encoder(Map.class).encode(Map.of("a", 1), null);
        assertThat(body.contentType()).isEqualTo("application/json");
        assertThat(body.buffer()).hasToString("{\"a\":1}");
    }

    @Test
    void textAndBytesAreAFormThatIsReady() throws IOException {
        assertThat(encoder(String.class).encode("a=%20", FORM).buffer()).hasToString("a=%20");
        assertThat(encoder(byte[].class).encode(new byte[] { 'a' }, FORM).buffer()).hasToString("a");
    }

    static Stream<Arguments> noForms() {
        Map<String, Object> nullName = new HashMap<>();
        nullName.put(null, "x");
        String scalars = "the names and values of a form must be text, numbers, booleans or enums, or lists of these, which ";
        String fields = "a form must consist of names and values. Use a Map<String, String>, a MultiMap or a JsonObject";
        return Stream.of(
                Arguments.of(Map.of("a", Map.of("b", "c")), scalars + Map.of("b", "c").getClass().getName() + " is not"),
                Arguments.of(Map.of("a", Instant.EPOCH), scalars + "java.time.Instant is not"),
                Arguments.of(Map.of("a", new byte[1]), scalars + "[B is not"),
                Arguments.of(nullName, scalars + "null is not"),
                Arguments.of(Collections.singletonMap(List.of(), "x"),
                        scalars + List.of().getClass().getName() + " is not"),
                Arguments.of(Map.of("a", "\uD83D"),
                        "it is not well-formed Unicode text, because it contains half of a surrogate pair"),
                Arguments.of(Map.of("\uDE00", "a"),
                        "it is not well-formed Unicode text, because it contains half of a surrogate pair"),
                Arguments.of(new Login("ada"), fields), Arguments.of(List.of("a"), fields), Arguments.of(1, fields),
                Arguments.of(new JsonArray(), fields));
    }

    @ParameterizedTest
    @MethodSource("noForms")
    void whatHasNoNamesAndValuesIsRefused(Object payload, String problem) {
        for (Class<?> type : List.of(payload.getClass(), Object.class)) {
            assertThatExceptionOfType(BodyProblem.class).isThrownBy(() -> encoder(type).encode(payload, FORM))
                    .withMessage(problem);
        }
    }

    @Test
    void aFormIsUtf8() {
        assertThatExceptionOfType(BodyProblem.class)
                .isThrownBy(() -> encoder(Map.class).encode(Map.of("a", "ü"), FORM + "; charset=iso-8859-1"))
                .withMessage("a form is sent in UTF-8. Remove the other charset from the content type");
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/json", "multipart/form-data", "text/plain" })
    void aMultiMapIsNothingButAForm(String contentType) {
        assertThatExceptionOfType(BodyProblem.class)
                .isThrownBy(() -> encoder(MultiMap.class).encode(MultiMap.caseInsensitiveMultiMap(), contentType))
                .withMessageStartingWith("a MultiMap is sent with the content type " + FORM + ". Remove");
    }

    @Test
    void jsonIsNotMultipart() {
        for (Object payload : List.of(Map.of("a", 1), new Login("ada"), new JsonObject())) {
            assertThatExceptionOfType(BodyProblem.class)
                    .isThrownBy(() -> encoder(payload.getClass()).encode(payload, "multipart/form-data; boundary=x"))
                    .withMessage("JSON is not multipart. Use Multipart");
        }
    }

    private static PayloadEncoder encoder(Class<?> type) {
        return PayloadEncoder.of(new PayloadType(type, List.of()), ObjectMapper::new);
    }

    record Login(String user) {
    }
}
