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
 * Chooses calls, for a {@link DaprStub} and a {@link DaprVerification} alike. A call must meet all criteria. A call that does
 * not is no error: another stub may answer it, and a verification does not count it. The methods {@code with..} of
 * {@link VerifiedCalls} assert instead.
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
     * Chooses calls with this verb.
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
     * Chooses calls with this header.
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
     * Chooses calls with this query parameter. They may have others.
     *
     * @param name the name, decoded
     * @param value one of the values that the parameter has, decoded; the empty text also for a parameter without a value
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
     * Chooses calls whose body is this JSON. The order of keys does not matter.
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
     * Chooses calls whose body is this text.
     *
     * @param text the body, in UTF-8; the empty text for none
     * @return this
     * @throws IllegalStateException if this is a stub that has a response
     */
    @CheckReturnValue
    public S whereText(String text) {
        Objects.requireNonNull(text, "text");
        return where(call -> call.complete() && call.text().equals(text));
    }

    /**
     * Chooses calls by anything else. If a verification fails, its message shows the query, the headers, and the beginning of
     * the body of all calls to the method, but not the values of headers that are secret by their names.
     * <p>
     * On a stub, the predicate is asked on threads of the sidecar, by several of them at once if there are several calls, after
     * the request has been read and the criteria for verb, header and query are met. It may block. If it throws, the
     * call is answered with status 500, and the test fails at its end. Calls that it might be asked for must not have a body of
     * more than one mebibyte: they are answered with status 500. The same applies to {@link #whereJson} and {@link #whereText}.
     *
     * @param meant says whether a call is chosen
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

    /** @throws IllegalStateException if it is too late to choose calls */
    abstract S open();

    Criteria criteria() {
        return new Criteria(target.appId(), target.method(), verb, List.copyOf(headers), List.copyOf(query));
    }

    @Nullable
    Predicate<ReceivedCall> condition() {
        return condition;
    }
}
