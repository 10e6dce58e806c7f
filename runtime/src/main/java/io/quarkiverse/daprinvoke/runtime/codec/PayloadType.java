package io.quarkiverse.daprinvoke.runtime.codec;

import java.lang.reflect.Type;
import java.util.List;

import io.quarkus.arc.impl.ParameterizedTypeImpl;
import io.quarkus.runtime.annotations.RecordableConstructor;

/**
 * The type of a payload or a reply, in a form that the build can record. The build makes one of each type, so that emitters
 * can share what is made for it.
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
        return arguments.isEmpty() ? rawType
                : new ParameterizedTypeImpl(rawType, arguments.stream().map(PayloadType::toType).toArray(Type[]::new));
    }

    @Override
    public String toString() {
        return toType().getTypeName();
    }
}
