package io.quarkiverse.daprinvoke.deployment.emitter;

import java.util.List;
import java.util.Map;

import org.jboss.jandex.ArrayType;
import org.jboss.jandex.ParameterizedType;
import org.jboss.jandex.Type;

import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.quarkus.deployment.recording.RecorderContext;

/**
 * Converts the type arguments of emitters for the runtime and for CDI.
 */
final class PayloadTypes {

    private PayloadTypes() {
    }

    /**
     * @param recorded the types that were recorded so far; each type is recorded once
     */
    static PayloadType record(Type type, RecorderContext context, Map<Type, PayloadType> recorded) {
        PayloadType known = recorded.get(type);
        if (known == null) {
            List<PayloadType> arguments = type.kind() == Type.Kind.PARAMETERIZED_TYPE
                    ? type.asParameterizedType().arguments().stream().map(argument -> record(argument, context, recorded))
                            .toList()
                    : List.of();
            known = new PayloadType(context.classProxy(type.name().toString()), arguments);
            recorded.put(type, known);
        }
        return known;
    }

    /**
     * Loads the class, because the index does not contain classes of the JDK.
     *
     * @return the class of a type, {@code null} if it is an array or not available
     */
    static Class<?> load(Type type) {
        if (type.kind() != Type.Kind.CLASS && type.kind() != Type.Kind.PARAMETERIZED_TYPE) {
            return null;
        }
        try {
            return Class.forName(type.name().toString(), false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // The rules of emitters do not report missing classes
            return null;
        }
    }

    /**
     * @return the same type without annotations, so that annotated and plain types share one bean
     */
    static Type withoutAnnotations(Type type) {
        return switch (type.kind()) {
            case PARAMETERIZED_TYPE -> ParameterizedType.create(type.name(),
                    type.asParameterizedType().arguments().stream().map(PayloadTypes::withoutAnnotations).toArray(Type[]::new),
                    null);
            case ARRAY -> ArrayType.create(withoutAnnotations(type.asArrayType().elementType()),
                    type.asArrayType().deepDimensions());
            default -> Type.create(type.name(), type.kind());
        };
    }
}
