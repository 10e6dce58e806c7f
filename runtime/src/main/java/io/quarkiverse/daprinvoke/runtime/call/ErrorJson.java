package io.quarkiverse.daprinvoke.runtime.call;

import io.quarkiverse.daprinvoke.runtime.codec.ContentType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;

/**
 * The error JSON of Dapr, if a body is such JSON: {@code {"errorCode", "message"}} of the sidecar's own API, or
 * {@code {"code", "message"}} with a number as code, which is how the failure of a gRPC application arrives.
 *
 * @param errorCode the error code, {@code null} if there is none
 * @param message the message, {@code null} if the body is not error JSON
 */
record ErrorJson(String errorCode, String message) {

    private static final ErrorJson NONE = new ErrorJson(null, null);

    static ErrorJson parse(int status, String contentType, Buffer body) {
        if (status < 400 || body.length() == 0 || !ContentType.parse(contentType).mediaType().equals("application/json")) {
            return NONE;
        }
        Object parsed;
        try {
            // Not the mapper of the application, which might read an object as another type
            parsed = new JacksonCodec().fromBuffer(body, Object.class);
        } catch (DecodeException e) {
            // The application wrote the body, which is part of the failure unchanged
            return NONE;
        }
        if (!(parsed instanceof JsonObject json) || !(json.getValue("message") instanceof String message)) {
            return NONE;
        }
        Object errorCode = json.getValue("errorCode");
        if (errorCode instanceof String code && code.startsWith("ERR_")) {
            return new ErrorJson(code, message);
        }
        return errorCode == null && json.getValue("code") instanceof Number ? new ErrorJson(null, message) : NONE;
    }
}
