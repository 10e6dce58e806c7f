package io.quarkiverse.daprinvoke;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;

/**
 * The body of an error in the format of RFC 9457, {@code application/problem+json}. The called application wrote it, or another
 * party that responded in its place. Show its text to others only if you trust that party. A member is {@code null} if the body
 * does not have it, or has it with a JSON type that the RFC does not allow.
 *
 * @param type a URI that identifies the type of the problem
 * @param title a short text for the type
 * @param status the HTTP status, which can differ from the status of the response
 * @param detail a text for this occurrence
 * @param instance a URI that identifies this occurrence
 * @param members all members as they were received, including those that are not part of the RFC
 */
public record ProblemDetails(@Nullable String type, @Nullable String title, @Nullable Integer status, @Nullable String detail,
        @Nullable String instance, JsonObject members) {

    private static final String MEDIA_TYPE = "application/problem+json";

    static Optional<ProblemDetails> of(@Nullable String contentType, Buffer body) {
        if (contentType == null || !contentType.split(";", 2)[0].trim().equalsIgnoreCase(MEDIA_TYPE)) {
            return Optional.empty();
        }
        try {
            // Not the codec of the application: its mapper might read an object as another type
            return new JacksonCodec().fromBuffer(body, Object.class) instanceof JsonObject members
                    ? Optional.of(of(members))
                    : Optional.empty();
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private static ProblemDetails of(JsonObject members) {
        return new ProblemDetails(text(members, "type"), text(members, "title"),
                members.getValue("status") instanceof Integer status ? status : null, text(members, "detail"),
                text(members, "instance"), members);
    }

    private static @Nullable String text(JsonObject members, String name) {
        return members.getValue(name) instanceof String text ? text : null;
    }

    /**
     * @return the status, without the text, which may be untrusted
     */
    @Override
    public String toString() {
        return "ProblemDetails[status=" + status + "]";
    }
}
