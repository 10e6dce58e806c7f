package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Writes JSON with the application's mapper, directly into the buffer that is sent.
 */
final class JsonPayloadEncoder implements PayloadEncoder {

    /** JSON has no charset parameter (RFC 8259). */
    static final String CONTENT_TYPE = "application/json";

    private final PayloadType type;
    private final Supplier<ObjectMapper> mapper;
    private final boolean inOneLine;
    // Created by the first payload and not at the start, because Jackson then examines the whole type. A race is harmless
    private volatile JsonWriter writer;
    // Cached, because most payloads of an emitter have the same class
    private volatile Class<?> lastClass;

    /**
     * @param inOneLine whether indentation is switched off
     */
    JsonPayloadEncoder(PayloadType type, Supplier<ObjectMapper> mapper, boolean inOneLine) {
        this.type = type;
        this.mapper = mapper;
        this.inOneLine = inOneLine;
    }

    @Override
    public Body encode(Object payload, String contentType) throws IOException {
        if (contentType == null) {
            return Body.of(json(payload), CONTENT_TYPE);
        }
        ContentType parsed = ContentType.parse(contentType);
        if (FormEncoder.isForm(parsed)) {
            return new FormEncoder().encode(payload, contentType);
        }
        requireJson(parsed, payload.getClass());
        return Body.of(json(payload), contentType);
    }

    private static void requireJson(ContentType contentType, Class<?> type) throws BodyProblem {
        if ((Collection.class.isAssignableFrom(type) || type.isArray() || type == JsonArray.class)
                && StreamFormat.of(contentType.mediaType()) != null
                && StreamFormat.of(contentType.mediaType()) != StreamFormat.ARRAY) {
            throw new BodyProblem("a list is sent as one JSON array, not value by value. Use a Multi of its elements");
        }
        if (contentType.mediaType().startsWith("multipart/")) {
            throw new BodyProblem("JSON is not multipart. Use Multipart");
        }
    }

    @Override
    public void check(String contentType) throws BodyProblem {
        ContentType parsed = ContentType.parse(contentType);
        Class<?> declared = type.getRawType();
        requireJson(parsed, declared);
        if (FormEncoder.isForm(parsed) && !Map.class.isAssignableFrom(declared) && declared != JsonObject.class) {
            throw FormEncoder.noFields();
        }
    }

    /**
     * @return the value as JSON
     */
    Buffer json(Object value) throws IOException {
        if (value instanceof JsonObject object) {
            return object.toBuffer();
        } else if (value instanceof JsonArray array) {
            return array.toBuffer();
        }
        requireValue(value.getClass());
        JsonWriter writer = this.writer;
        if (writer == null) {
            writer = JsonWriter.of(type, mapper.get(), inOneLine);
            this.writer = writer;
        }
        return writer.write(value);
    }

    private void requireValue(Class<?> type) throws BodyProblem {
        if (type == lastClass) {
            return;
        }
        UnsuitableTypes unsuitable = UnsuitableTypes.of(type);
        if (unsuitable != null) {
            throw new BodyProblem("it is not a value. " + unsuitable.advice());
        }
        lastClass = type;
    }
}
