package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import io.quarkiverse.daprinvoke.runtime.values.ValueParser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Reads responses of one type.
 */
@FunctionalInterface
public interface ResponseDecoder {

    Set<Class<?>> BYTES = Set.of(byte[].class, ByteBuffer.class, Buffer.class, io.vertx.mutiny.core.buffer.Buffer.class);

    /**
     * @param body the body of a response, not empty
     * @param contentType the content type of the response, may be {@code null}
     * @return the value
     * @throws IOException or another exception if the body is not of this type
     */
    Object decode(Buffer body, String contentType) throws IOException;

    /**
     * @param type the declared type of the response, not {@code Void}
     * @param mapper the application's mapper
     * @return its decoder
     */
    static ResponseDecoder of(PayloadType type, Supplier<ObjectMapper> mapper) {
        Class<?> rawType = type.getRawType();
        if (isText(type)) {
            return (body, contentType) -> body.toString(charset(contentType));
        } else if (rawType == byte[].class) {
            return (body, contentType) -> body.getBytes();
        } else if (rawType == ByteBuffer.class) {
            return (body, contentType) -> ByteBuffer.wrap(body.getBytes());
        } else if (rawType == Buffer.class) {
            return (body, contentType) -> body;
        } else if (rawType == io.vertx.mutiny.core.buffer.Buffer.class) {
            return (body, contentType) -> io.vertx.mutiny.core.buffer.Buffer.newInstance(body);
        } else if (isVertxJson(rawType)) {
            Json json = plainJson(mapper);
            return (body, contentType) -> vertxJson(json.decode(body, contentType), rawType);
        }
        return new Json(type, mapper);
    }

    /** Reads the values of one stream from the bytes of an array. */
    @FunctionalInterface
    interface JsonValues {

        Object read(byte[] bytes, int from, int to) throws IOException;
    }

    /**
     * @param type the type of values in JSON, text included
     * @param mapper the application's mapper
     * @return creates a reader of such values for each stream
     */
    static Supplier<JsonValues> streamed(PayloadType type, Supplier<ObjectMapper> mapper) {
        Class<?> rawType = type.getRawType();
        if (isVertxJson(rawType)) {
            Json json = plainJson(mapper);
            return () -> {
                ValueParser parser = json.parser();
                return (bytes, from, to) -> vertxJson(parser.read(bytes, from, to), rawType);
            };
        }
        Json json = new Json(type, mapper);
        return () -> json.parser()::read;
    }

    private static boolean isVertxJson(Class<?> rawType) {
        return rawType == JsonObject.class || rawType == JsonArray.class;
    }

    /** These types contain JSON unchanged, independently of the application's mapper. */
    private static Json plainJson(Supplier<ObjectMapper> mapper) {
        return new Json(new PayloadType(Object.class, List.of()), () -> new ObjectMapper(mapper.get().getFactory()));
    }

    /**
     * @return whether responses of that type are bytes, which can have any content type and content encoding
     */
    static boolean isBytes(PayloadType type) {
        return BYTES.contains(type.getRawType());
    }

    /**
     * @return whether responses of that type are text
     */
    static boolean isText(PayloadType type) {
        return type.getRawType() == String.class || type.getRawType() == CharSequence.class;
    }

    @SuppressWarnings("unchecked")
    private static Object vertxJson(Object json, Class<?> type) {
        if (json instanceof Map<?, ?> members && type == JsonObject.class) {
            return new JsonObject((Map<String, Object>) members);
        } else if (json instanceof List<?> elements && type == JsonArray.class) {
            return new JsonArray(elements);
        } else if (json != null) {
            throw new DecodeException("The body is JSON, but no " + type.getSimpleName());
        }
        return null;
    }

    private static Charset charset(String contentType) {
        String charset = ContentType.parse(contentType).charset();
        return charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset);
    }

    /**
     * Reads JSON directly from the received buffer and ignores the content type. The body must be one value with white space as
     * in RFC 8259, so that the rules are the same for all types. A mapper may be more lenient, for example for configuration
     * files with comments.
     */
    final class Json implements ResponseDecoder {

        private final PayloadType type;
        private final Supplier<ObjectMapper> mapper;
        // Created by the first response and not at the start, because Jackson then examines the whole type. A race is harmless
        private volatile ObjectReader reader;

        Json(PayloadType type, Supplier<ObjectMapper> mapper) {
            this.type = type;
            this.mapper = mapper;
        }

        @Override
        public Object decode(Buffer body, String contentType) throws IOException {
            return Bytes.read(reader(), body);
        }

        ValueParser parser() {
            return new ValueParser(reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS));
        }

        private ObjectReader reader() {
            ObjectReader reader = this.reader;
            if (reader == null) {
                ObjectMapper mapper = this.mapper.get();
                reader = mapper.readerFor(mapper.constructType(type.toType()))
                        .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).withoutFeatures(JsonReadFeature.values());
                this.reader = reader;
            }
            return reader;
        }
    }
}
