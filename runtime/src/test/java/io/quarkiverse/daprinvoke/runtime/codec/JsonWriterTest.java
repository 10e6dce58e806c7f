package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** Payloads of one declared type, which a client sends one after the other, have the type IDs of what they hold. */
class JsonWriterTest {

    private static final String CIRCLE = "{\"kind\":\"Circle\",\"radius\":3}";
    private static final PayloadType RESULT = new PayloadType(Result.class,
            List.of(new PayloadType(Shape.class, List.of())));

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void valuesOfSeveralClassesAreEachWrittenAsTheirClass() throws IOException {
        mapper.registerSubtypes(Circle.class);
        JsonWriter writer = JsonWriter.of(RESULT, mapper, false);
        String ok = "{\"value\":" + CIRCLE + "}";
        String listed = "{\"values\":[" + CIRCLE + "]}";
        assertThat(writer.write(new Ok<>(new Circle(3)))).hasToString(ok);
        assertThat(writer.write(new Listed<>(List.of(new Circle(3))))).hasToString(listed);
        assertThat(writer.write(new Listed<>(List.of(new Circle(3))))).hasToString(listed);
        assertThat(writer.write(new Ok<>(new Circle(3)))).hasToString(ok);
    }

    @Test
    void aMapperThatIndentsIsKeptFromItInOneLine() throws IOException {
        mapper.enable(SerializationFeature.INDENT_OUTPUT);
        assertThat(JsonWriter.of(RESULT, mapper, true).write(new Ok<>(new Circle(3))).toString()).doesNotContain("\n");
        assertThat(JsonWriter.of(RESULT, mapper, false).write(new Ok<>(new Circle(3))).toString()).contains("\n");
        PayloadType plain = new PayloadType(Circle.class, List.of());
        assertThat(JsonWriter.of(plain, mapper, true).write(new Circle(3)).toString()).doesNotContain("\n");
        assertThat(JsonWriter.of(plain, mapper, false).write(new Circle(3)).toString()).contains("\n");
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    interface Shape {
    }

    record Circle(int radius) implements Shape {
    }

    interface Result<T> {
    }

    record Ok<T>(T value) implements Result<T> {
    }

    record Listed<T>(List<T> values) implements Result<T> {
    }
}
