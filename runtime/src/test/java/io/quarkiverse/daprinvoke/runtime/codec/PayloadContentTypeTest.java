package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A payload that is written as JSON is not sent as what it is not.
 */
class PayloadContentTypeTest {

    record Order(int id) {
    }

    private static PayloadEncoder encoder(Class<?> type) {
        return PayloadEncoder.of(new PayloadType(type, List.of()), ObjectMapper::new);
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/x-ndjson", "application/jsonl", "application/json-seq", "application/geo+json-seq" })
    void aListIsNotSentValueByValue(String contentType) {
        String problem = "a list is sent as one JSON array, not value by value. Use a Multi of its elements";
        for (Object list : new Object[] { List.of(1), new int[] { 1 }, new JsonArray().add(1) }) {
            assertThatExceptionOfType(BodyProblem.class).isThrownBy(() -> encoder(list.getClass()).check(contentType))
                    .withMessage(problem);
            assertThatExceptionOfType(BodyProblem.class).isThrownBy(() -> encoder(Object.class).encode(list, contentType))
                    .withMessage(problem);
        }
        assertThatCode(() -> encoder(Order.class).check(contentType)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/json", "application/cloudevents-batch+json", "text/plain" })
    void aListIsSentAsAnArray(String contentType) throws IOException {
        for (Object list : new Object[] { List.of(1), new int[] { 1 }, new JsonArray().add(1) }) {
            encoder(list.getClass()).check(contentType);
            Body body = encoder(list.getClass()).encode(list, contentType);
            assertThat(body.buffer()).hasToString("[1]");
            assertThat(body.contentType()).isEqualTo(contentType);
        }
    }

    @Test
    void jsonIsNotMultipart() {
        assertThatExceptionOfType(BodyProblem.class).isThrownBy(() -> encoder(Order.class).check("multipart/form-data"))
                .withMessage("JSON is not multipart. Use Multipart");
        assertThatExceptionOfType(BodyProblem.class)
                .isThrownBy(() -> encoder(Object.class).encode(new Order(1), "multipart/mixed"));
    }

    @Test
    void onlyWhatHasFieldsIsAForm() {
        String form = "application/x-www-form-urlencoded";
        assertThatExceptionOfType(BodyProblem.class).isThrownBy(() -> encoder(Order.class).check(form));
        assertThatExceptionOfType(BodyProblem.class).isThrownBy(() -> encoder(List.class).check(form));
        assertThatCode(() -> encoder(Map.class).check(form)).doesNotThrowAnyException();
        assertThatCode(() -> encoder(JsonObject.class).check(form)).doesNotThrowAnyException();
        assertThatCode(() -> encoder(Order.class).check("application/json")).doesNotThrowAnyException();
    }

    @Test
    void aFileIsItsContent() {
        assertThat(encoder(Path.class)).isInstanceOf(FileEncoder.class);
        assertThat(encoder(File.class)).isInstanceOf(FileEncoder.class);
    }
}
