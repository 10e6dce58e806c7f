package io.quarkiverse.daprinvoke.runtime.request;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.internal.RequestHeaders;

/**
 * Headers or query parameters that annotation and configuration add to each call of an emitter. A parameter that the call
 * itself sets is not added.
 */
public final class FixedParameters {

    public static final FixedParameters NONE = new FixedParameters(Kind.HEADER, List.of());

    /** Callers can choose the values of placeholders, so the limit is that of the headers of a call. */
    private static final int MAX_LENGTH = 64 * 1024;

    private final Kind kind;
    private final List<Fixed> fixed;
    private final List<Parameter> literal;

    private FixedParameters(Kind kind, List<Fixed> fixed) {
        this.kind = kind;
        this.fixed = List.copyOf(fixed);
        List<Parameter> literals = literals();
        this.literal = literals.size() == fixed.size() ? literals : null;
    }

    /**
     * @param values the checked values by name
     */
    public static FixedParameters headers(Map<String, String> values) {
        return of(Kind.HEADER, values);
    }

    /**
     * @param values the checked values by name
     */
    public static FixedParameters query(Map<String, String> values) {
        return of(Kind.QUERY_PARAMETER, values);
    }

    private static FixedParameters of(Kind kind, Map<String, String> values) {
        List<Fixed> fixed = new ArrayList<>(values.size());
        values.forEach((name, value) -> fixed.add(new Fixed(name, template(value))));
        return fixed.isEmpty() ? NONE : new FixedParameters(kind, fixed);
    }

    private static Template template(String value) {
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the value can have at most " + MAX_LENGTH + " characters");
        }
        return Template.parse(value);
    }

    /**
     * @throws IllegalArgumentException if a call must not have a header of this name
     */
    public static void checkHeaderName(String name) {
        if (name.equalsIgnoreCase("content-type")) {
            throw new IllegalArgumentException("The content type must not be set as a header: use the member contentType or "
                    + "the property content-type of the emitter");
        }
        RequestHeaders.checkName(name);
    }

    /**
     * @param name the name of a header that is allowed
     * @param value the value, may contain placeholders
     * @throws IllegalArgumentException if a call can never have this value, for any values of its placeholders; the message
     *         does not repeat it
     */
    public static void checkHeaderValue(String name, String value) {
        Template template = template(value);
        // Spaces next to a placeholder are inside the value, unless the placeholder is empty, which each call checks
        RequestHeaders.checkValue(name, String.join("x", template.literals()));
    }

    /**
     * @param value the value, may contain placeholders
     * @throws IllegalArgumentException if a call can never have this query parameter, for any values of its placeholders; the
     *         message does not repeat the value
     */
    public static void checkQueryParameter(String name, String value) {
        StringBuilder encoded = new StringBuilder();
        TargetSyntax.appendQueryParameter(encoded, name);
        for (String part : template(value).literals()) {
            TargetSyntax.appendQueryParameter(encoded, part);
        }
    }

    /**
     * @return whether they have no placeholders
     */
    public boolean isLiteral() {
        return literal != null;
    }

    /**
     * @return the parameters without placeholders
     */
    public List<Parameter> literals() {
        // A loop, because a stream would add some milliseconds to every start
        List<Parameter> literals = new ArrayList<>(fixed.size());
        for (Fixed parameter : fixed) {
            if (parameter.value().isLiteral()) {
                literals.add(new Parameter(parameter.name(), parameter.value().text()));
            }
        }
        return List.copyOf(literals);
    }

    /**
     * @return whether one of them has this name
     */
    public boolean includes(String name) {
        for (Fixed parameter : fixed) {
            if (kind.isSame.test(parameter.name(), name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * @return the distinct names of the placeholders
     */
    public Set<String> placeholders() {
        Set<String> names = new LinkedHashSet<>();
        for (Fixed parameter : fixed) {
            names.addAll(parameter.value().names());
        }
        return names;
    }

    /**
     * @param own the parameters that the call itself sets
     * @param values the values of the placeholders
     * @return these parameters, and the fixed ones whose names the call does not set
     * @throws IllegalArgumentException if a placeholder has no value, or one that must not be sent; the message is a sentence
     *         that does not repeat the value
     */
    public List<Parameter> addTo(List<Parameter> own, PlaceholderValues values) {
        if (fixed.isEmpty() || own.isEmpty() && literal != null) {
            // Most calls set no parameters, so nothing is copied
            return fixed.isEmpty() ? own : literal;
        }
        List<Parameter> all = new ArrayList<>(own.size() + fixed.size());
        all.addAll(own);
        int room = MAX_LENGTH;
        for (Fixed parameter : fixed) {
            if (!sets(own, parameter.name())) {
                String value = text(parameter, values, room);
                room -= value.length();
                all.add(new Parameter(parameter.name(), value));
            }
        }
        return all;
    }

    private boolean sets(List<Parameter> own, String name) {
        for (Parameter parameter : own) {
            if (kind.isSame.test(parameter.name(), name)) {
                return true;
            }
        }
        return false;
    }

    private String text(Fixed parameter, PlaceholderValues values, int room) {
        Template template = parameter.value();
        if (template.isLiteral()) {
            return template.text();
        }
        StringBuilder text = new StringBuilder(template.literals().get(0));
        for (int i = 0; i < template.names().size(); i++) {
            String placeholder = template.names().get(i);
            String value = values.get(placeholder);
            if (value == null) {
                throw new IllegalArgumentException("The placeholder {" + placeholder + "} of the " + kind.noun + " "
                        + parameter.name() + " has no value: set it with InvokeMethodParameters.binding(\"" + placeholder
                        + "\", ..), or make the call within a Quarkus REST request that has a path parameter of that name");
            }
            if (value.length() > room - text.length()) {
                throw new IllegalArgumentException("The values of the " + kind.noun + "s that annotation and configuration "
                        + "add to a call can have at most " + MAX_LENGTH + " characters in total");
            }
            text.append(value).append(template.literals().get(i + 1));
        }
        if (kind == Kind.HEADER) {
            RequestHeaders.checkValue(parameter.name(), text.toString());
        }
        return text.toString();
    }

    private record Fixed(String name, Template value) {
    }

    private enum Kind {

        HEADER("header", String::equalsIgnoreCase),
        /** A query parameter needs no check here, because it is encoded. */
        QUERY_PARAMETER("query parameter", String::equals);

        private final String noun;
        private final BiPredicate<String, String> isSame;

        Kind(String noun, BiPredicate<String, String> isSame) {
            this.noun = noun;
            this.isSame = isSame;
        }
    }
}
