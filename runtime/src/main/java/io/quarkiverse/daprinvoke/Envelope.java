package io.quarkiverse.daprinvoke;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.vertx.core.json.JsonObject;

/**
 * Reads the invocation envelope of the Azure Functions binding.
 */
final class Envelope {

    private Envelope() {
    }

    static InvokeMethodParameters<Object> read(JsonObject envelope) {
        CallMembers members = CallMembers.NONE;
        Object body = null;
        Set<String> seen = new HashSet<>();
        for (String key : envelope.fieldNames()) {
            String member = key.toLowerCase(Locale.ROOT);
            Object value = envelope.getValue(key);
            switch (member) {
                case "appid" -> members = members.withAppId(text("appId", value));
                case "methodname" -> members = members.withMethodName(text("methodName", value));
                case "httpverb" -> members = members.withHttpVerb(text("httpVerb", value));
                case "body" -> body = value;
                default -> {
                    continue;
                }
            }
            if (!seen.add(member)) {
                throw new InvalidInvocationTargetException(InvocationTarget.unknown(),
                        "An invocation envelope contains a member twice, in different letter cases");
            }
        }
        return new InvokeMethodParameters<>(body, members);
    }

    private static @Nullable String text(String member, @Nullable Object value) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new InvalidInvocationTargetException(InvocationTarget.unknown(),
                "The member '" + member + "' of an invocation envelope must be text");
    }
}
