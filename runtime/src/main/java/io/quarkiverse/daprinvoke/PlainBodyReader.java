package io.quarkiverse.daprinvoke;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.internal.BodyReader;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Reads the bodies of responses that a test has made, without an application and its {@code ObjectMapper}.
 */
final class PlainBodyReader implements BodyReader {

    @Override
    @SuppressWarnings("unchecked") // type.cast would refuse the value for int.class
    public <X> @Nullable X read(int statusCode, MultiMap headers, Buffer bytes, boolean complete, Class<X> type) {
        try {
            return bytes.length() == 0 ? null : (X) value(bytes, type);
        } catch (RuntimeException e) {
            throw new ResponseDecodingException(InvocationTarget.unknown(), statusCode, headers.get(HttpHeaders.CONTENT_TYPE),
                    "cannot be read as " + type.getTypeName(), e);
        }
    }

    private static Object value(Buffer bytes, Class<?> type) {
        if (type == String.class || type == CharSequence.class) {
            return bytes.toString();
        } else if (type == byte[].class) {
            return bytes.getBytes();
        } else if (type == ByteBuffer.class) {
            return ByteBuffer.wrap(bytes.getBytes());
        } else if (type == Buffer.class) {
            return bytes;
        } else if (type == io.vertx.mutiny.core.buffer.Buffer.class) {
            return io.vertx.mutiny.core.buffer.Buffer.newInstance(bytes);
        } else if (type == JsonObject.class) {
            return bytes.toJsonObject();
        } else if (type == JsonArray.class) {
            return bytes.toJsonArray();
        }
        return Json.decodeValue(bytes, type);
    }
}
