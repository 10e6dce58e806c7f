package io.quarkiverse.daprinvoke.runtime.dev;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.Multipart;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseDecoder;
import io.quarkiverse.daprinvoke.runtime.codec.UnsuitableTypes;
import io.smallrye.mutiny.Multi;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * Creates payloads from the input on the page of the Dev UI.
 */
final class TypedPayload {

    private TypedPayload() {
    }

    /**
     * @param typed the input: a value for most types, a list for a stream of values, the path of a file, the fields of a form
     *        as JSON
     */
    static Object of(PayloadType type, Buffer typed, Supplier<ObjectMapper> mapper) throws IOException {
        Class<?> rawType = type.getRawType();
        if (rawType == Multi.class) {
            return stream(type.getArguments().get(0), typed, mapper);
        }
        UnsuitableTypes unsuitable = UnsuitableTypes.of(rawType);
        if (unsuitable == UnsuitableTypes.FILE) {
            Path path = Path.of(typed.toString().trim());
            return rawType == File.class ? path.toFile() : path;
        } else if (unsuitable == UnsuitableTypes.PAYLOAD) {
            return form(rawType, (Map<?, ?>) decoded(new PayloadType(Map.class, List.of()), typed, mapper));
        }
        return decoded(type, typed, mapper);
    }

    private static Multi<?> stream(PayloadType value, Buffer typed, Supplier<ObjectMapper> mapper) throws IOException {
        if (value.getRawType() == Buffer.class) {
            return Multi.createFrom().item(typed);
        } else if (value.getRawType() == io.vertx.mutiny.core.buffer.Buffer.class) {
            return Multi.createFrom().item(io.vertx.mutiny.core.buffer.Buffer.newInstance(typed));
        }
        List<?> values = (List<?>) decoded(new PayloadType(List.class, List.of(value)), typed, mapper);
        return values == null ? null : Multi.createFrom().iterable(values);
    }

    private static Object form(Class<?> type, Map<?, ?> fields) {
        if (fields == null || MultiMap.class.isAssignableFrom(type) || type == io.vertx.mutiny.core.MultiMap.class) {
            return fields;
        }
        Multipart form = Multipart.form();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            form = form.field(String.valueOf(field.getKey()), String.valueOf(field.getValue()));
        }
        return form;
    }

    private static Object decoded(PayloadType type, Buffer typed, Supplier<ObjectMapper> mapper) throws IOException {
        return ResponseDecoder.of(type, mapper).decode(typed, null);
    }
}
