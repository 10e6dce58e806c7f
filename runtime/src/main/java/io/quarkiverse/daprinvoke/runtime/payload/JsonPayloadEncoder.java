package io.quarkiverse.daprinvoke.runtime.payload;

import java.io.IOException;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

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
    private volatile ObjectWriter writer;
    private volatile JavaType declaredType;

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
        // Only the declared type knows the type arguments; all else the value knows better, such as the properties of a subclass
        return type.getArguments().isEmpty() ? JsonBody.write(writer(), payload)
                : JsonBody.write(mapper.get(), declaredType(), payload);
    }

    private ObjectWriter writer() {
        ObjectWriter made = writer;
        if (made == null) {
            made = mapper.get().writer();
            writer = made;
        }
        return made;
    }

    private JavaType declaredType() {
        JavaType made = declaredType;
        if (made == null) {
            made = mapper.get().constructType(type.toType());
            declaredType = made;
        }
        return made;
    }
}
