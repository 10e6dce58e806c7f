package io.quarkiverse.daprinvoke.deployment.emitter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jboss.jandex.Type;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.runtime.codec.BodyProblem;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadEncoder;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.quarkiverse.daprinvoke.runtime.config.ConfigExpressions;

/**
 * The rule that the member {@code contentType} of {@code @DaprInvoke} must match the payload, for example that a form must
 * consist of names and values.
 */
final class DeclaredContentType {

    private final InjectedEmitter emitter;
    private final Type payload;
    private final Consumer<String> fault;

    /**
     * @param fault receives the message of each fault
     */
    DeclaredContentType(InjectedEmitter emitter, Type payload, Consumer<String> fault) {
        this.emitter = emitter;
        this.payload = payload;
        this.fault = fault;
    }

    void validate() {
        String contentType = emitter.declaration().contentType();
        PayloadType type = type(payload);
        // An expression has no value at build time. Each call checks its content type
        if (type == null || contentType.isBlank() || ConfigExpressions.isExpression(contentType)) {
            return;
        }
        try {
            PayloadEncoder.of(type, ObjectMapper::new).check(contentType);
        } catch (BodyProblem e) {
            int advice = e.getMessage().indexOf(". ");
            fault.accept("The contentType [" + contentType + "] of @DaprInvoke does not match the payload " + payload + ", "
                    + e.getMessage().substring(0, advice) + ": " + emitter.place() + e.getMessage().substring(advice));
        }
    }

    /**
     * @return {@code null} if a class is not available, or for an array
     */
    private static PayloadType type(Type type) {
        Class<?> rawType = PayloadTypes.load(type);
        if (rawType == null) {
            return null;
        }
        List<PayloadType> arguments = new ArrayList<>();
        if (type.kind() == Type.Kind.PARAMETERIZED_TYPE) {
            for (Type argument : type.asParameterizedType().arguments()) {
                PayloadType known = type(argument);
                if (known == null) {
                    return null;
                }
                arguments.add(known);
            }
        }
        return new PayloadType(rawType, arguments);
    }
}
