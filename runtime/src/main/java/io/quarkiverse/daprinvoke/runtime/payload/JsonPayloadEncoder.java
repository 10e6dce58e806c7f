package io.quarkiverse.daprinvoke.runtime.payload;

import java.io.IOException;
import java.util.function.Supplier;

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
    // Made by the first payload and not at start-up, because Jackson then reads the whole type
    private final Lazy<ObjectWriter> typedWriter;
    private final Lazy<ObjectWriter> untypedWriter;

    JsonPayloadEncoder(PayloadType type, Supplier<ObjectMapper> mapper) {
        this.type = type;
        typedWriter = new Lazy<>(() -> mapper.get().writerFor(mapper.get().constructType(type.toType())));
        untypedWriter = new Lazy<>(() -> mapper.get().writer());
    }

    @Override
    public String contentType(Object payload) {
        return CONTENT_TYPE;
    }

    @Override
    public Buffer encode(Object payload) throws IOException {
        JsonBody body = new JsonBody();
        // Only the declared type knows the type arguments; only the value knows the properties of a subclass
        Lazy<ObjectWriter> writer = type.getArguments().isEmpty() && payload.getClass() != type.getRawType() ? untypedWriter
                : typedWriter;
        writer.get().writeValue(body, payload);
        return body.toBuffer();
    }
}
