package io.quarkiverse.daprinvoke.deployment.devui;

import java.util.Map;

import org.jboss.jandex.Type;

/**
 * How the payload of an emitter is typed.
 */
enum PayloadKind {

    NONE,
    TEXT,
    BYTES,
    JSON;

    private static final Map<String, PayloadKind> PLAIN = Map.of("java.lang.Void", NONE, "java.lang.String", TEXT,
            "java.lang.CharSequence", TEXT, "java.nio.ByteBuffer", BYTES,
            "io.vertx.core.buffer.Buffer", BYTES, "io.vertx.mutiny.core.buffer.Buffer", BYTES,
            "io.smallrye.mutiny.Multi", BYTES);

    static PayloadKind of(Type type) {
        if (type.kind() == Type.Kind.ARRAY) {
            boolean bytes = type.asArrayType().dimensions() == 1 && type.asArrayType().elementType().name().toString()
                    .equals("byte");
            return bytes ? BYTES : JSON;
        }
        return PLAIN.getOrDefault(type.name().toString(), JSON);
    }
}
