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
    private final Supplier<ObjectMapper> mapper;
    // Made by the first payload and not at start-up, because Jackson then reads the whole type; twice does no harm
    private volatile ObjectWriter typedWriter;
    private volatile ObjectWriter untypedWriter;

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
        // Only the declared type knows the type arguments; only the value knows the properties of a subclass
        boolean untyped = type.getArguments().isEmpty() && payload.getClass() != type.getRawType();
        return JsonBody.write(untyped ? untypedWriter() : typedWriter(), payload);
    }

    private ObjectWriter typedWriter() {
        ObjectWriter writer = typedWriter;
        if (writer == null) {
            writer = mapper.get().writerFor(mapper.get().constructType(type.toType()));
            typedWriter = writer;
        }
        return writer;
    }

    private ObjectWriter untypedWriter() {
        ObjectWriter writer = untypedWriter;
        if (writer == null) {
            writer = mapper.get().writer();
            untypedWriter = writer;
        }
        return writer;
    }
}
