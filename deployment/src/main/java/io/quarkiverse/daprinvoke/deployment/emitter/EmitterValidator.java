package io.quarkiverse.daprinvoke.deployment.emitter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.daprinvoke.internal.RequestHeaders;
import io.quarkiverse.daprinvoke.runtime.codec.UnsuitableTypes;
import io.quarkiverse.daprinvoke.runtime.config.ConfigExpressions;
import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;

/**
 * The rules for {@code @DaprInvoke}. The message of each fault states the rule, the place and the remedy.
 */
final class EmitterValidator {

    private static final Set<DotName> NO_VALUES = Set.of(DaprInvokeDotNames.OPTIONAL, DaprInvokeDotNames.MULTI,
            DaprInvokeDotNames.VOID, DaprInvokeDotNames.INVOKE_RESPONSE);

    private final List<Throwable> faults = new ArrayList<>();
    private final Map<String, InjectedEmitter> named = new HashMap<>();
    private final Map<Bean, InjectedEmitter> unnamed = new HashMap<>();

    /**
     * @return the faults found so far
     */
    List<Throwable> faults() {
        return faults;
    }

    void validate(InjectedEmitter emitter) {
        if (validateType(emitter)) {
            validateTypeArguments(emitter);
        }
        validateTarget(emitter);
        new DeclaredHeaders(emitter, this::fault).validate();
        validateName(emitter);
    }

    private boolean validateType(InjectedEmitter emitter) {
        if (emitter.type().name().equals(DaprInvokeDotNames.EMITTER)
                || emitter.type().name().equals(DaprInvokeDotNames.REQUEST_EMITTER)) {
            return true;
        }
        fault("@DaprInvoke must annotate an io.quarkiverse.daprinvoke.Emitter or RequestEmitter, not a " + emitter.type()
                + ": " + emitter.place()
                + (DaprInvokeDotNames.MESSAGING_EMITTERS.contains(emitter.type().name())
                        ? ". Import io.quarkiverse.daprinvoke.Emitter; the Emitter of MicroProfile Reactive Messaging is for "
                                + "channels"
                        : ". Inject one of these types, or remove the annotation"));
        return false;
    }

    private void validateTypeArguments(InjectedEmitter emitter) {
        if (emitter.type().kind() != Type.Kind.PARAMETERIZED_TYPE || !isConcrete(emitter.type())) {
            fault("The type arguments of an injected emitter must be concrete types, because its JSON is prepared for them: "
                    + emitter.place() + " is " + emitter.type() + ". Write for example Emitter<Order>, or Emitter<Object> to "
                    + "send payloads of any type");
            return;
        }
        List<Type> arguments = emitter.type().asParameterizedType().arguments();
        validatePayload(emitter, arguments.get(0));
        if (arguments.size() > 1) {
            Type reply = arguments.get(1);
            boolean withHead = reply.name().equals(DaprInvokeDotNames.INVOKE_RESPONSE)
                    && reply.kind() == Type.Kind.PARAMETERIZED_TYPE;
            Type body = withHead ? reply.asParameterizedType().arguments().get(0) : reply;
            if (body.name().equals(DaprInvokeDotNames.OPTIONAL)) {
                validateOptional(emitter, body);
            } else if (body.name().equals(DaprInvokeDotNames.MULTI)) {
                validateStream(emitter, body, true);
            } else if (!body.name().equals(DaprInvokeDotNames.PATH)) {
                validateValue(emitter, body);
            }
        }
        if (emitter.declaration().notFoundIsEmpty() && !canBeEmpty(emitter.type())) {
            fault("The member notFoundIsEmpty of @DaprInvoke requires a response that is read as a whole: " + emitter.place()
                    + " is " + emitter.type()
                    + ". Remove the member, or inject a RequestEmitter whose response is not a Multi");
        }
    }

    private void validatePayload(InjectedEmitter emitter, Type payload) {
        UnsuitableTypes unsuitable = unsuitable(payload);
        if (payload.name().equals(DaprInvokeDotNames.MULTI)) {
            validateStream(emitter, payload, false);
        } else if (unsuitable != UnsuitableTypes.FILE && unsuitable != UnsuitableTypes.PAYLOAD) {
            // Files and forms have encoders instead of JSON
            validateValue(emitter, payload);
        }
        new DeclaredContentType(emitter, payload, this::fault).validate();
    }

    private void validateOptional(InjectedEmitter emitter, Type optional) {
        Type value = optional.kind() == Type.Kind.PARAMETERIZED_TYPE ? optional.asParameterizedType().arguments().get(0) : null;
        if (value == null || NO_VALUES.contains(value.name())) {
            fault("An Optional response must have the type of a value that is read as a whole: " + emitter.place() + " is "
                    + emitter.type() + ". Write for example RequestEmitter<Order, Optional<Receipt>>");
        } else {
            validateSuitable(emitter, value, false);
        }
    }

    private void validateValue(InjectedEmitter emitter, Type value) {
        if (value.name().equals(DaprInvokeDotNames.INVOKE_RESPONSE)) {
            fault("InvokeResponse must be the whole response, with the type of its body: " + emitter.place() + " is "
                    + emitter.type() + ". Write for example RequestEmitter<Order, InvokeResponse<Receipt>>");
        } else {
            validateSuitable(emitter, value, false);
        }
    }

    private void validateStream(InjectedEmitter emitter, Type stream, boolean mayBeEvents) {
        if (stream.kind() != Type.Kind.PARAMETERIZED_TYPE) {
            fault("A streamed payload or response must have the type of its "
                    + "values: " + emitter.place() + " is " + emitter.type()
                    + ". Write for example Multi<Receipt>, or Multi<Buffer> to stream bytes");
            return;
        }
        Type value = stream.asParameterizedType().arguments().get(0);
        if (mayBeEvents && value.name().equals(DaprInvokeDotNames.SERVER_SENT_EVENT)
                && value.kind() == Type.Kind.PARAMETERIZED_TYPE
                && !isDataOfNone(value.asParameterizedType().arguments().get(0))) {
            value = value.asParameterizedType().arguments().get(0);
        }
        if (DaprInvokeDotNames.OTHER_BYTES.contains(value.name())) {
            fault("A stream of bytes must be a Multi of Buffers, which " + stream + " is not: " + emitter.place()
                    + ". Write Multi<Buffer>");
        } else if (NO_VALUES.contains(value.name()) || unsuitable(value) != null) {
            fault("A streamed payload or response must consist of values, which " + value + " is not: " + emitter.place()
                    + ". Write the type of one value");
        } else {
            validateSuitable(emitter, value, false);
        }
    }

    private static boolean isDataOfNone(Type type) {
        return type.name().equals(DaprInvokeDotNames.VOID) || DaprInvokeDotNames.BUFFERS.contains(type.name())
                || DaprInvokeDotNames.OTHER_BYTES.contains(type.name());
    }

    private static boolean canBeEmpty(Type type) {
        if (type.kind() == Type.Kind.PARAMETERIZED_TYPE && (type.name().equals(DaprInvokeDotNames.REQUEST_EMITTER)
                || type.name().equals(DaprInvokeDotNames.INVOKE_RESPONSE))) {
            List<Type> arguments = type.asParameterizedType().arguments();
            return canBeEmpty(arguments.get(arguments.size() - 1));
        }
        return !type.name().equals(DaprInvokeDotNames.EMITTER) && !type.name().equals(DaprInvokeDotNames.MULTI);
    }

    private void validateSuitable(InjectedEmitter emitter, Type value, boolean nested) {
        UnsuitableTypes unsuitable = unsuitable(value);
        if (value.name().equals(DaprInvokeDotNames.SERVER_SENT_EVENT)) {
            fault("Server-sent events must be a streamed response: " + emitter.place() + " is " + emitter.type()
                    + ". Write Multi<ServerSentEvent<X>> as the response, where X is a type of JSON or String");
        } else if (unsuitable != null && !(nested && unsuitable == UnsuitableTypes.FILE)) {
            fault("The payload and the response of an emitter must be values, which " + value + " is "
                    + "not: " + emitter.place() + ". "
                    + unsuitable.advice());
        } else if (value.kind() == Type.Kind.PARAMETERIZED_TYPE) {
            value.asParameterizedType().arguments().forEach(argument -> validateSuitable(emitter, argument, true));
        } else if (value.kind() == Type.Kind.ARRAY) {
            validateSuitable(emitter, value.asArrayType().elementType(), true);
        }
    }

    private static UnsuitableTypes unsuitable(Type value) {
        Class<?> type = PayloadTypes.load(value);
        return type == null ? null : UnsuitableTypes.of(type);
    }

    private static boolean isConcrete(Type type) {
        return switch (type.kind()) {
            case CLASS -> true;
            // The class of an array of a generic type does not contain the type arguments
            case ARRAY -> type.asArrayType().elementType().kind() != Type.Kind.PARAMETERIZED_TYPE
                    && isConcrete(type.asArrayType().elementType());
            case PRIMITIVE -> true;
            case PARAMETERIZED_TYPE -> type.asParameterizedType().arguments().stream().allMatch(EmitterValidator::isConcrete);
            default -> false;
        };
    }

    private void validateTarget(InjectedEmitter emitter) {
        EmitterDeclaration declared = emitter.declaration();
        if (declared.name().isEmpty() && (declared.appId().isEmpty() || declared.methodName().isEmpty())) {
            fault("@DaprInvoke requires an appId and a methodName, or a name whose configuration has them: " + emitter.place()
                    + ". Add the missing members, or a name, for example @DaprInvoke(name = \"orders\"), and set "
                    + "quarkus.dapr-invoke.emitter.\"orders\".app-id and .method-name");
        }
        check(emitter, "appId", declared.appId(), TargetTemplate::checkAppId);
        check(emitter, "methodName", declared.methodName(), TargetTemplate::checkMethodName);
        check(emitter, "contentType", declared.contentType(), RequestHeaders::checkContentType);
        check(emitter, "daprAddress", declared.daprAddress(), SidecarAddress::parse);
        if (declared.httpVerb().isEmpty()) {
            fault("The httpVerb of @DaprInvoke must not be empty: " + emitter.place()
                    + ". Name a verb, or leave the member out for POST");
        }
        check(emitter, "httpVerb", declared.httpVerb(), TargetTemplate::checkHttpVerb);
    }

    private void check(InjectedEmitter emitter, String member, String value, Consumer<String> rule) {
        // The value of an expression is checked when the application starts
        if (value.isEmpty() || ConfigExpressions.isExpression(value)) {
            return;
        }
        try {
            rule.accept(value);
        } catch (IllegalArgumentException e) {
            // An address, or a URL in place of an app ID, may contain credentials
            String shown = member.equals("daprAddress") || value.contains("://") ? "" : " [" + value + "]";
            fault("The " + member + shown + " of @DaprInvoke is invalid, " + e.getMessage() + ": " + emitter.place()
                    + ". Correct it");
        }
    }

    private void validateName(InjectedEmitter emitter) {
        String name = emitter.declaration().name();
        if (name.isEmpty()) {
            if (isConcrete(emitter.type())) {
                validateHeadersOfOneBean(emitter);
            }
            return;
        }
        InjectedEmitter other = named.putIfAbsent(name, emitter);
        if (other != null && !other.declaration().equals(emitter.declaration())) {
            fault("The emitter name '" + name + "' must have one declaration, but is declared differently at "
                    + other.place() + " and at " + emitter.place()
                    + ". Write the same members at both, or give one of them another name");
        }
    }

    private void validateHeadersOfOneBean(InjectedEmitter emitter) {
        Bean bean = new Bean(PayloadTypes.withoutAnnotations(emitter.type()), emitter.declaration().withoutHeaders());
        InjectedEmitter other = unnamed.putIfAbsent(bean, emitter);
        if (other != null && !other.declaration().equals(emitter.declaration())) {
            fault("Two emitters must not differ in their headers only, as they do at " + other.place() + " and "
                    + "at " + emitter.place()
                    + ". Give one of them a name, or write the same headers at both");
        }
    }

    /** Injection points with equal values share one CDI bean. */
    private record Bean(Type type, EmitterDeclaration declaration) {
    }

    private void fault(String message) {
        faults.add(new DeploymentException(message));
    }
}
