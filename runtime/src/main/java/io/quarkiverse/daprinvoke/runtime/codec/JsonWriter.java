package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;
import java.lang.reflect.TypeVariable;

import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.type.TypeFactory;

import io.vertx.core.buffer.Buffer;

/**
 * Writes payloads of one declared type as the application's mapper writes the value. The mapper sees the class of a value and
 * not its type arguments, so the {@code Circle} in a {@code List<Shape>} would lose its type ID. The declared type is used for
 * type IDs only: a type argument without type IDs would hide the properties of the actual class.
 */
final class JsonWriter {

    private final ObjectMapper mapper;
    private final ObjectWriter writer;
    private final JavaType declared;
    private final boolean inOneLine;
    // Cached for the class of the last value, because the lookup is slow and most values have the same class
    private volatile JavaType lastType;

    /**
     * @param declared the part of the declared type that has type IDs, {@code null} if none has
     */
    private JsonWriter(ObjectMapper mapper, JavaType declared, boolean inOneLine) {
        this.mapper = mapper;
        this.writer = inOneLine ? mapper.writer((PrettyPrinter) null) : mapper.writer();
        this.declared = declared;
        this.inOneLine = inOneLine;
    }

    /**
     * @param inOneLine whether indentation is switched off
     */
    static JsonWriter of(PayloadType type, ObjectMapper mapper, boolean inOneLine) throws JsonMappingException {
        SerializerProvider serializers = mapper.getSerializerProviderInstance();
        if (type.getArguments().isEmpty()) {
            return new JsonWriter(mapper, null, inOneLine);
        } else if (serializers.findTypeSerializer(TypeFactory.unknownType()) != null) {
            // With default typing, a declared type can also suppress a type ID
            return new JsonWriter(mapper, mapper.constructType(type.toType()), inOneLine);
        }
        return new JsonWriter(mapper, holdsTypeIds(type, serializers) ? withTypeIds(type, serializers) : null, inOneLine);
    }

    private static boolean holdsTypeIds(PayloadType type, SerializerProvider serializers) throws JsonMappingException {
        for (PayloadType argument : type.getArguments()) {
            if (hasTypeIds(argument, serializers)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasTypeIds(PayloadType type, SerializerProvider serializers) throws JsonMappingException {
        return serializers.findTypeSerializer(serializers.constructType(type.toType())) != null
                || holdsTypeIds(type, serializers);
    }

    private static JavaType withTypeIds(PayloadType type, SerializerProvider serializers) throws JsonMappingException {
        if (!holdsTypeIds(type, serializers)) {
            return serializers.constructType(type.getRawType());
        }
        JavaType[] arguments = new JavaType[type.getArguments().size()];
        for (int i = 0; i < arguments.length; i++) {
            PayloadType argument = type.getArguments().get(i);
            arguments[i] = hasTypeIds(argument, serializers) ? withTypeIds(argument, serializers) : TypeFactory.unknownType();
        }
        return serializers.getTypeFactory().constructParametricType(type.getRawType(), arguments);
    }

    Buffer write(Object value) throws IOException {
        return declared == null ? JsonBody.write(writer, value)
                : JsonBody.write(mapper, knownTypeOf(value.getClass()), value, inOneLine);
    }

    private JavaType knownTypeOf(Class<?> type) {
        JavaType known = lastType;
        if (known == null || !known.hasRawClass(type)) {
            known = typeOf(type);
            lastType = known;
        }
        return known;
    }

    /** The class of the value with the type arguments of the declared type, as Jackson itself does for properties. */
    private JavaType typeOf(Class<?> type) {
        TypeFactory types = mapper.getTypeFactory();
        JavaType known = withBounds(types.constructSpecializedType(declared, type, true), type, types);
        if (known.isContainerType() && declared.isContainerType() && known.getContentType().isJavaLangObject()) {
            // A subclass of a raw type has no information about its elements
            return known.withContentType(declared.getContentType());
        }
        return known;
    }

    /**
     * Replaces a type argument with the bound of its type parameter if the bound is more specific. The declared type has no
     * information about a type parameter that only the class of the value has.
     */
    private static JavaType withBounds(JavaType known, Class<?> type, TypeFactory types) {
        TypeVariable<?>[] parameters = type.getTypeParameters();
        if (known.getBindings().size() != parameters.length) {
            return known;
        }
        JavaType[] arguments = new JavaType[parameters.length];
        boolean narrower = false;
        for (int i = 0; i < arguments.length; i++) {
            JavaType bound = types.constructType(parameters[i]);
            arguments[i] = known.getBindings().getBoundType(i);
            if (bound.isTypeOrSubTypeOf(arguments[i].getRawClass()) && !bound.hasRawClass(arguments[i].getRawClass())) {
                arguments[i] = bound;
                narrower = true;
            }
        }
        return narrower ? types.constructParametricType(type, arguments) : known;
    }
}
