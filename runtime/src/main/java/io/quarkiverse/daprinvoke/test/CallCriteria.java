package io.quarkiverse.daprinvoke.test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.daprinvoke.test.control.Criteria;
import io.quarkiverse.daprinvoke.test.control.Header;
import io.quarkiverse.daprinvoke.test.control.Parameter;
import io.smallrye.common.annotation.CheckReturnValue;

/**
 * Selects calls for a {@link DaprStub} or a {@link DaprVerification}. A call must match all criteria. A call that does not
 * match is not an error: another stub can respond to it, and a verification does not count it. To assert something about the
 * calls, use the methods {@code with..} of {@link VerifiedCalls}.
 *
 * @param <S> the type of this
 */
public abstract sealed class CallCriteria<S extends CallCriteria<S>> permits DaprStub, DaprVerification {

    final Target target;
    final JsonBodies json;
    private final List<Header> headers = new ArrayList<>();
    private final List<Parameter> query = new ArrayList<>();
    private @Nullable String verb;
    private @Nullable Predicate<ReceivedCall> condition;

    CallCriteria(Target target, JsonBodies json) {
        this.target = target;
        this.json = json;
    }

    /**
     * Selects calls with this verb.
     *
     * @param verb the HTTP verb, in any letter case
     * @return this
     * @throws IllegalStateException if this is a stub that has a response
     */
    @CheckReturnValue
    public S whereVerb(String verb) {
        S self = open();
        this.verb = verb.toUpperCase(Locale.ROOT);
        return self;
    }

    /**
     * Selects calls with this header.
     *
     * @param name the name, in any letter case; not {@code dapr-api-token}, which is not recorded
     * @param value one of the values that the header has
     * @return this
     * @throws IllegalArgumentException if the name is {@code dapr-api-token}
     * @throws IllegalStateException if this is a stub that has a response
     */
    @CheckReturnValue
    public S whereHeader(String name, String value) {
        S self = open();
        if (name.equalsIgnoreCase("dapr-api-token")) {
            throw new IllegalArgumentException("Calls cannot be matched by dapr-api-token, because it is not recorded");
        }
        headers.add(new Header(name, Objects.requireNonNull(value, "value")));
        return self;
    }

    /**
     * Selects calls with this query parameter. They can have other parameters.
     *
     * @param name the name, decoded
     * @param value one of the values that the parameter has, decoded; empty for a parameter without a value
     * @return this
     * @throws IllegalStateException if this is a stub that has a response
     */
    @CheckReturnValue
    public S whereQuery(String name, String value) {
        S self = open();
        query.add(new Parameter(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
        return self;
    }

    /**
     * Selects calls whose body is this JSON. The order of keys is ignored.
     *
     * @param expected the value, or a {@code String} of JSON
     * @return this
     * @throws IllegalArgumentException if the value cannot be written as JSON, or the text is not JSON
     * @throws IllegalStateException if this is a stub that has a response
     */
    @CheckReturnValue
    public S whereJson(Object expected) {
        JsonNode wanted = json.expected(expected);
        return where(call -> call.complete() && isJson(call, wanted));
    }

    private boolean isJson(ReceivedCall call, JsonNode wanted) {
        try {
            return json.tree(call.bytes()).equals(wanted);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Selects calls whose body is this text.
     *
     * @param text the body, in UTF-8; empty for no body
     * @return this
     * @throws IllegalStateException if this is a stub that has a response
     */
    @CheckReturnValue
    public S whereText(String text) {
        Objects.requireNonNull(text, "text");
        return where(call -> call.complete() && call.text().equals(text));
    }

    /**
     * Selects calls by a condition. If a verification fails, its message shows the query, the headers and the beginning of the
     * body of all calls to the method. It does not show the values of headers whose names suggest a secret.
     * <p>
     * A stub evaluates the condition on threads of the sidecar, concurrently if there are several calls. It does so after the
     * request has been read, and only if verb, headers and query match. The condition can block. If it throws, the response has
     * the status 500, and the test fails at its end. The body of such a call must not be larger than 1 MiB, otherwise the
     * response has the status 500. The same applies to {@link #whereJson} and {@link #whereText}.
     *
     * @param meant whether a call is selected
     * @return this
     * @throws IllegalStateException if this is a stub that has a response
     */
    @CheckReturnValue
    public S where(Predicate<ReceivedCall> meant) {
        S self = open();
        Objects.requireNonNull(meant, "meant");
        condition = condition == null ? meant : condition.and(meant);
        return self;
    }

    /** @throws IllegalStateException if criteria can no longer be added */
    abstract S open();

    Criteria criteria() {
        return new Criteria(target.appId(), target.method(), verb, List.copyOf(headers), List.copyOf(query));
    }

    @Nullable
    Predicate<ReceivedCall> condition() {
        return condition;
    }
}
