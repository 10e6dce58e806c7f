package io.quarkiverse.daprinvoke.runtime.payload;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Reads replies of one type.
 */
@FunctionalInterface
public interface ReplyDecoder {

    /**
     * @param body the body of a reply, not empty
     * @param contentType the content type of the reply, may be {@code null}
     * @return the value
     * @throws IOException or another exception if the body is none of this type
     */
    Object decode(Buffer body, String contentType) throws IOException;

    /**
     * @param type the declared type of the reply, not {@code Void}
     * @param mapper the application's mapper
     * @return its decoder
     */
    static ReplyDecoder of(PayloadType type, Supplier<ObjectMapper> mapper) {
        Class<?> rawType = type.getRawType();
        if (rawType == String.class) {
            return (body, contentType) -> body.toString(charset(contentType));
        } else if (rawType == byte[].class) {
            return (body, contentType) -> body.getBytes();
        } else if (rawType == Buffer.class) {
            return (body, contentType) -> body;
        } else if (rawType == io.vertx.mutiny.core.buffer.Buffer.class) {
            return (body, contentType) -> io.vertx.mutiny.core.buffer.Buffer.newInstance(body);
        } else if (rawType == JsonObject.class || rawType == JsonArray.class) {
            return (body, contentType) -> vertxJson(body, rawType);
        }
        return new Json(type, mapper);
    }

    private static Object vertxJson(Buffer body, Class<?> type) {
        // Unlike toJsonObject(), this makes null of null
        Object json = body.toJson();
        if (json != null && !type.isInstance(json)) {
            throw new DecodeException("The body is JSON, but no " + type.getSimpleName());
        }
        return json;
    }

    private static Charset charset(String contentType) {
        if (contentType != null) {
            for (String parameter : contentType.split(";")) {
                String trimmed = parameter.trim();
                if (trimmed.regionMatches(true, 0, "charset=", 0, 8)) {
                    return Charset.forName(trimmed.substring(8).replace("\"", ""));
                }
            }
        }
        return StandardCharsets.UTF_8;
    }

    /** Reads JSON straight from what has arrived, whatever content type it came with. */
    final class Json implements ReplyDecoder {

        private final PayloadType type;
        private final Supplier<ObjectMapper> mapper;
        // Made by the first reply and not at start-up, because Jackson then reads the whole type; twice does no harm
        private volatile ObjectReader reader;

        Json(PayloadType type, Supplier<ObjectMapper> mapper) {
            this.type = type;
            this.mapper = mapper;
        }

        @Override
        public Object decode(Buffer body, String contentType) throws IOException {
            ObjectReader reader = this.reader;
            if (reader == null) {
                reader = mapper.get().readerFor(mapper.get().constructType(type.toType()));
                this.reader = reader;
            }
            return JsonBody.read(reader, body);
        }
    }
}
