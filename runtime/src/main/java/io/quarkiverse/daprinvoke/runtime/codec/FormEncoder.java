package io.quarkiverse.daprinvoke.runtime.codec;

import java.lang.reflect.Array;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Writes forms as {@code application/x-www-form-urlencoded}, as the URL standard and {@link URLEncoder} define it.
 */
final class FormEncoder implements PayloadEncoder {

    private static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

    static boolean isForm(ContentType contentType) {
        return contentType.mediaType().equals(CONTENT_TYPE);
    }

    @Override
    public Body encode(Object payload, String contentType) throws BodyProblem {
        if (contentType != null) {
            check(contentType);
        }
        return Body.of(Bytes.utf8(form(payload)), contentType != null ? contentType : CONTENT_TYPE);
    }

    @Override
    public void check(String contentType) throws BodyProblem {
        ContentType type = ContentType.parse(contentType);
        if (!isForm(type)) {
            throw new BodyProblem("a MultiMap is sent with the content type " + CONTENT_TYPE
                    + ". Remove the other content type, or use Multipart for multipart/form-data");
        } else if (type.charset() != null && !type.charset().equalsIgnoreCase(StandardCharsets.UTF_8.name())) {
            throw new BodyProblem("a form is sent in UTF-8. Remove the other charset from the content type");
        }
    }

    static BodyProblem noFields() {
        return new BodyProblem(
                "a form must consist of names and values. Use a Map<String, String>, a MultiMap or a JsonObject");
    }

    private static String form(Object payload) throws BodyProblem {
        StringBuilder form = new StringBuilder();
        for (Map.Entry<?, ?> field : fields(payload)) {
            add(form, scalar(field.getKey()), field.getValue());
        }
        return form.toString();
    }

    private static Iterable<? extends Map.Entry<?, ?>> fields(Object payload) throws BodyProblem {
        if (payload instanceof MultiMap fields) {
            return fields.entries();
        } else if (payload instanceof io.vertx.mutiny.core.MultiMap fields) {
            return fields.getDelegate().entries();
        } else if (payload instanceof Map<?, ?> fields) {
            return fields.entrySet();
        } else if (payload instanceof JsonObject fields) {
            return fields.getMap().entrySet();
        }
        throw noFields();
    }

    private static void add(StringBuilder form, String name, Object value) throws BodyProblem {
        if (value instanceof Collection<?> values) {
            for (Object one : values) {
                add(form, name, one);
            }
        } else if (value instanceof JsonArray values) {
            add(form, name, values.getList());
        } else if (value != null && value.getClass().isArray() && !(value instanceof byte[])) {
            for (int i = 0; i < Array.getLength(value); i++) {
                add(form, name, Array.get(value, i));
            }
        } else if (value != null) {
            if (form.length() > 0) {
                form.append('&');
            }
            form.append(encoded(name)).append('=').append(encoded(scalar(value)));
        }
    }

    private static String scalar(Object value) throws BodyProblem {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        } else if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean
                || value instanceof Character) {
            return value.toString();
        }
        throw new BodyProblem(
                "the names and values of a form must be text, numbers, booleans or enums, or lists of these, which "
                        + (value == null ? "null" : value.getClass().getName()) + " is not");
    }

    private static String encoded(String text) throws BodyProblem {
        Bytes.requireWellFormed(text);
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
