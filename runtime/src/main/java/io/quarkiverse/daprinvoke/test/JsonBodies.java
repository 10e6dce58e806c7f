package io.quarkiverse.daprinvoke.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.InstanceHandle;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * JSON as the application reads and writes it: by its own {@code ObjectMapper} if it runs in the JVM of the test, else by one
 * with the settings that Quarkus has by default.
 */
final class JsonBodies {

    private final ObjectMapper mapper = applicationMapper();

    private static ObjectMapper applicationMapper() {
        ArcContainer container = Arc.container();
        if (container != null) {
            InstanceHandle<ObjectMapper> bean = container.instance(ObjectMapper.class);
            if (bean.isAvailable()) {
                return bean.get();
            }
        }
        return JsonMapper.builder().findAndAddModules()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .build();
    }

    /** Text is JSON already, and whatever it is, it is not touched. */
    byte[] write(Object value) {
        if (value instanceof String || value instanceof JsonObject || value instanceof JsonArray) {
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The value cannot be written as JSON", e);
        }
    }

    <T> T read(byte[] json, Class<T> type) throws IOException {
        return mapper.readValue(json, type);
    }

    /** What was expected, in the form that it has when it has been sent: otherwise an int would differ from a long. */
    JsonNode expected(Object value) {
        try {
            return tree(write(value));
        } catch (IOException e) {
            throw new IllegalArgumentException("The expected text is not JSON", e);
        }
    }

    /** The same JSON, in a form that is the same for all JSON that is equal to it. */
    String canonical(byte[] json) throws IOException {
        return mapper.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(mapper.treeToValue(tree(json), Object.class));
    }

    /** @throws IOException if it is not JSON, or nothing at all */
    JsonNode tree(byte[] json) throws IOException {
        JsonNode tree = mapper.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(json);
        if (tree.isMissingNode()) {
            throw new IOException("No JSON");
        }
        return tree;
    }
}
