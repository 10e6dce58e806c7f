package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.vertx.core.buffer.Buffer;

/**
 * Writes JSON with the application's mapper, straight into the buffer that is sent.
 */
final class JsonPayloadEncoder implements PayloadEncoder {

    /** Without a charset, which JSON does not have (RFC 8259). */
    static final String CONTENT_TYPE = "application/json";

    private final PayloadType type;
    private final Supplier<ObjectMapper> mapper;
    // Made by the first payload and not at start-up, because Jackson then reads the whole type; twice does no harm
    private volatile JsonWriter writer;
    // Remembered, because most payloads of an emitter are of one class
    private volatile Class<?> lastClass;

    JsonPayloadEncoder(PayloadType type, Supplier<ObjectMapper> mapper) {
        this.type = type;
        this.mapper = mapper;
    }

    @Override
    public String contentType(Object payload) {
        return CONTENT_TYPE;
    }

    @Override
    public Buffer encode(Object payload) throws IOException {
        requireValue(payload.getClass());
        JsonWriter writer = this.writer;
        if (writer == null) {
            writer = JsonWriter.of(type, mapper.get());
            this.writer = writer;
        }
        return writer.write(payload);
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
