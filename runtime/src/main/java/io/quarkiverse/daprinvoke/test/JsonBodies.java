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
 * Reads and writes JSON as the application does. It uses the {@code ObjectMapper} of the application if that runs in the JVM of
 * the test, otherwise one with the default settings of Quarkus.
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

    /** Text is written unchanged, even if it is not valid JSON. */
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

    /** The expected value as it is after it was written and read: otherwise an int would differ from a long. */
    JsonNode expected(Object value) {
        try {
            return tree(write(value));
        } catch (IOException e) {
            throw new IllegalArgumentException("The expected text is not JSON", e);
        }
    }

    /** The JSON in canonical form: the same text for all equal JSON. */
    String canonical(byte[] json) throws IOException {
        return mapper.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(mapper.treeToValue(tree(json), Object.class));
    }

    /** @throws IOException if it is empty or not JSON */
    JsonNode tree(byte[] json) throws IOException {
        JsonNode tree = mapper.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(json);
        if (tree.isMissingNode()) {
            throw new IOException("No JSON");
        }
        return tree;
    }
}
