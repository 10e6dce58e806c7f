package io.quarkiverse.daprinvoke.deployment.devui;

import static java.util.Map.entry;

import java.util.Map;

import org.jboss.jandex.Type;

/**
 * The input form for the payload of an emitter.
 */
enum PayloadKind {

    NONE,
    TEXT,
    BYTES,
    JSON;

    private static final String MULTI = "io.smallrye.mutiny.Multi";

    /** A file is entered as its path, a form as JSON with its names and values. */
    private static final Map<String, PayloadKind> PLAIN = Map.ofEntries(entry("java.lang.Void", NONE),
            entry("java.lang.String", TEXT), entry("java.lang.CharSequence", TEXT), entry("java.nio.file.Path", TEXT),
            entry("java.io.File", TEXT), entry("java.nio.ByteBuffer", BYTES), entry("io.vertx.core.buffer.Buffer", BYTES),
            entry("io.vertx.mutiny.core.buffer.Buffer", BYTES));

    static PayloadKind of(Type type) {
        if (type.kind() == Type.Kind.ARRAY) {
            boolean bytes = type.asArrayType().dimensions() == 1 && type.asArrayType().elementType().name().toString()
                    .equals("byte");
            return bytes ? BYTES : JSON;
        } else if (type.name().toString().equals(MULTI)) {
            // A stream of values is entered as a list
            return type.kind() == Type.Kind.PARAMETERIZED_TYPE && of(type.asParameterizedType().arguments().get(0)) != BYTES
                    ? JSON
                    : BYTES;
        }
        return PLAIN.getOrDefault(type.name().toString(), JSON);
    }
}
