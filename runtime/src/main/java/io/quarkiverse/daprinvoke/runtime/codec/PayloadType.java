package io.quarkiverse.daprinvoke.runtime.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;

import io.quarkus.runtime.annotations.RecordableConstructor;

/**
 * The type of a payload or a response, in a form that the build can record. The build creates one instance for each type, so
 * that emitters can share its encoder and decoder.
 */
public final class PayloadType {

    private final Class<?> rawType;
    private final List<PayloadType> arguments;

    @RecordableConstructor
    public PayloadType(Class<?> rawType, List<PayloadType> arguments) {
        this.rawType = rawType;
        this.arguments = arguments;
    }

    public Class<?> getRawType() {
        return rawType;
    }

    public List<PayloadType> getArguments() {
        return arguments;
    }

    Type toType() {
        return arguments.isEmpty() ? rawType : new Parameterized(rawType, arguments.stream().map(PayloadType::toType).toList());
    }

    @Override
    public String toString() {
        return toType().getTypeName();
    }

    private record Parameterized(Class<?> raw, List<Type> arguments) implements ParameterizedType {

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return raw.getDeclaringClass();
        }

        @Override
        public String toString() {
            return raw.getName() + arguments.stream().map(Type::getTypeName).collect(Collectors.joining(", ", "<", ">"));
        }
    }
}
