package io.quarkiverse.daprinvoke;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.internal.RequestHeaders;
import io.quarkiverse.daprinvoke.internal.Timeouts;
import io.vertx.core.json.JsonObject;

/**
 * What one call says beyond its payload:
 *
 * <pre>
 * InvokeMethodParameters.of(order).methodName("orders/{id}").binding("id", "42").query("notify", "true")
 * </pre>
 *
 * Immutable: every method that sets something returns a new object. A member that is {@code null} is not set, and then the
 * configuration and the annotation of the emitter count; an empty string is a value, and an invalid one. What may not stand
 * in a target fails the call with {@link InvalidInvocationTargetException}: an app ID, a method name or a verb with more than
 * 64 placeholders, or a target of more than 65,536 characters, encoded and with its query, does so too.
 *
 * @param <T> the type of the payload
 */
public final class InvokeMethodParameters<T> {

    /**
     * A header or a query parameter; names may repeat.
     *
     * @param name the name, not empty
     * @param value the value, may be empty
     */
    public record Parameter(String name, String value) {

        public Parameter {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
            if (name.isEmpty()) {
                throw new IllegalArgumentException("The name of a header or a query parameter must not be empty");
            }
        }

        /**
         * @return the name only, because values may be secret
         */
        @Override
        public String toString() {
            return name;
        }
    }

    private final @Nullable T body;
    private final Members members;

    private InvokeMethodParameters(@Nullable T body, Members members) {
        this.body = body;
        this.members = members;
    }

    /**
     * @param body the payload, may be {@code null} to send no body
     * @param <T> the type of the payload
     * @return parameters that say nothing else
     */
    public static <T> InvokeMethodParameters<T> of(@Nullable T body) {
        return new InvokeMethodParameters<>(body, Members.NONE);
    }

    /**
     * Reads the envelope of the Azure Functions binding, {@code {"appId", "methodName", "httpVerb", "body"}}. Its keys may
     * be in any letter case, members that are absent or {@code null} are not set, others are ignored. The body keeps its
     * JSON type: an object is a {@code JsonObject}, an array a {@code JsonArray}, and text a {@code String}, which is then
     * sent as text.
     *
     * @param envelope the envelope, not {@code null}
     * @return the parameters
     * @throws InvalidInvocationTargetException if {@code appId}, {@code methodName} or {@code httpVerb} is not text, or if
     *         one key occurs twice in different letter cases
     */
    public static InvokeMethodParameters<Object> fromJson(JsonObject envelope) {
        Members members = new Members(Members.NONE);
        Object body = null;
        Set<String> seen = new HashSet<>();
        for (String key : envelope.fieldNames()) {
            String member = key.toLowerCase(Locale.ROOT);
            Object value = envelope.getValue(key);
            switch (member) {
                case "appid" -> members.appId = text("appId", value);
                case "methodname" -> members.methodName = text("methodName", value);
                case "httpverb" -> members.httpVerb = text("httpVerb", value);
                case "body" -> body = value;
                default -> {
                    continue;
                }
            }
            if (!seen.add(member)) {
                throw new InvalidInvocationTargetException(InvocationTarget.unknown(),
                        "An invocation envelope names a member twice, in different letter cases");
            }
        }
        return new InvokeMethodParameters<>(body, members);
    }

    private static @Nullable String text(String member, @Nullable Object value) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new InvalidInvocationTargetException(InvocationTarget.unknown(),
                "The member '" + member + "' of an invocation envelope must be text");
    }

    /**
     * @param appId the app ID to call, may hold placeholders, and is never a URL
     * @return new parameters with it
     */
    public InvokeMethodParameters<T> appId(@Nullable String appId) {
        Members copy = new Members(members);
        copy.appId = appId;
        return new InvokeMethodParameters<>(body, copy);
    }

    /**
     * @param methodName the method to invoke, may hold placeholders
     * @return new parameters with it
     */
    public InvokeMethodParameters<T> methodName(@Nullable String methodName) {
        Members copy = new Members(members);
        copy.methodName = methodName;
        return new InvokeMethodParameters<>(body, copy);
    }

    /**
     * @param httpVerb the HTTP verb, in any letter case, may hold placeholders
     * @return new parameters with it
     */
    public InvokeMethodParameters<T> httpVerb(@Nullable String httpVerb) {
        Members copy = new Members(members);
        copy.httpVerb = httpVerb;
        return new InvokeMethodParameters<>(body, copy);
    }

    /**
     * @param contentType the content type of the payload; it is not sent if there is no payload
     * @return new parameters with it
     * @throws IllegalArgumentException if it is empty or may not stand in a header
     */
    public InvokeMethodParameters<T> contentType(@Nullable String contentType) {
        if (contentType != null) {
            RequestHeaders.checkContentType(contentType);
        }
        Members copy = new Members(members);
        copy.contentType = contentType;
        return new InvokeMethodParameters<>(body, copy);
    }

    /**
     * Adds a header; a name may be given more than once. It stands instead of a header of the current request that
     * {@code quarkus.dapr-invoke.propagate-headers} names.
     *
     * @param name the name of the header
     * @param value its value, each character a byte, which beyond ASCII must be those of UTF-8
     * @return new parameters with it
     * @throws IllegalArgumentException if the header may not be sent: its name or value is malformed, it belongs to the
     *         connection, it routes inside Dapr, or it is the content type, which has {@link #contentType(String)}; or if
     *         the call would have more than 1,000 headers, or names and values of more than 65,536 characters in all
     */
    public InvokeMethodParameters<T> header(String name, String value) {
        RequestHeaders.check(name, value);
        Members copy = new Members(members);
        copy.headers = Chain.add(members.headers, new Parameter(name, value), length(name, value), "headers");
        return new InvokeMethodParameters<>(body, copy);
    }

    /**
     * Adds a query parameter, after the query of the method name if that has one; a name may be given more than once. Name
     * and value are percent-encoded.
     *
     * @param name the name of the parameter
     * @param value its value
     * @return new parameters with it
     * @throws IllegalArgumentException if the name is empty, or if the call would have more than 1,000 query parameters, or
     *         names and values of more than 65,536 characters in all
     */
    public InvokeMethodParameters<T> query(String name, String value) {
        Members copy = new Members(members);
        copy.query = Chain.add(members.query, new Parameter(name, value), length(name, value), "query parameters");
        return new InvokeMethodParameters<>(body, copy);
    }

    /**
     * Gives a placeholder its value for this call, before any path parameter of the current request.
     *
     * @param placeholder the name of the placeholder, without braces
     * @param value its value, the text of one path segment
     * @return new parameters with it
     * @throws IllegalArgumentException if the call would have more than 1,000 bindings, those of the same placeholder included
     */
    public InvokeMethodParameters<T> binding(String placeholder, String value) {
        Objects.requireNonNull(placeholder, "placeholder");
        Objects.requireNonNull(value, "value");
        Members copy = new Members(members);
        // Values count once they stand in a target, which has a limit
        copy.bindings = Chain.add(members.bindings, new Binding(placeholder, value), 0, "bindings");
        return new InvokeMethodParameters<>(body, copy);
    }

    /**
     * @param timeout how long the whole call may take; if the payload or the reply is streamed, how long nothing may move
     * @return new parameters with it
     * @throws IllegalArgumentException if it is shorter than a millisecond or longer than a year
     */
    public InvokeMethodParameters<T> timeout(@Nullable Duration timeout) {
        if (timeout != null && !Timeouts.isValid(timeout)) {
            throw new IllegalArgumentException("The timeout of a call must be " + Timeouts.RULE);
        }
        Members copy = new Members(members);
        copy.timeout = timeout;
        return new InvokeMethodParameters<>(body, copy);
    }

    /**
     * @return the payload, {@code null} for none
     */
    public @Nullable T body() {
        return body;
    }

    /**
     * @return the app ID, {@code null} if it is not set
     */
    public @Nullable String appId() {
        return members.appId;
    }

    /**
     * @return the method name, {@code null} if it is not set
     */
    public @Nullable String methodName() {
        return members.methodName;
    }

    /**
     * @return the verb, {@code null} if it is not set
     */
    public @Nullable String httpVerb() {
        return members.httpVerb;
    }

    /**
     * @return the content type, {@code null} if it is not set
     */
    public @Nullable String contentType() {
        return members.contentType;
    }

    /**
     * @return the headers in the order they were added, unmodifiable
     */
    public List<Parameter> headers() {
        return Chain.list(members.headers);
    }

    /**
     * @return the query parameters in the order they were added, unmodifiable
     */
    public List<Parameter> query() {
        return Chain.list(members.query);
    }

    /**
     * @return the values of placeholders, unmodifiable
     */
    public Map<String, String> bindings() {
        Map<String, String> bindings = new HashMap<>();
        for (Binding binding : Chain.list(members.bindings)) {
            bindings.put(binding.placeholder, binding.value);
        }
        return Collections.unmodifiableMap(bindings);
    }

    /**
     * @param placeholder the name of a placeholder, not {@code null}
     * @return the value that {@link #binding(String, String)} gave it last, {@code null} if none
     */
    public @Nullable String binding(String placeholder) {
        Chain<Binding> chain = members.bindings;
        while (chain != null && !chain.last().placeholder.equals(placeholder)) {
            chain = chain.before();
        }
        return chain != null ? chain.last().value : null;
    }

    /**
     * @return the timeout, {@code null} if it is not set
     */
    public @Nullable Duration timeout() {
        return members.timeout;
    }

    /**
     * @return what is set, without payload, header values, query values and bindings, which may be secret
     */
    @Override
    public String toString() {
        return "InvokeMethodParameters[appId=" + members.appId + ", methodName=" + members.methodName + ", httpVerb="
                + members.httpVerb + ", contentType=" + members.contentType + ", headers=" + headers() + ", query="
                + query() + ", bindings=" + bindings().keySet() + ", timeout=" + members.timeout + "]";
    }

    private static long length(String name, String value) {
        return (long) name.length() + value.length();
    }

    /** In a chain and not in a map, because a call has few and a map would cost more than they do. */
    private record Binding(String placeholder, String value) {
    }

    /** All but the payload, while new parameters are being made; nobody changes them afterwards. */
    private static final class Members {

        static final Members NONE = new Members();

        private @Nullable String appId;
        private @Nullable String methodName;
        private @Nullable String httpVerb;
        private @Nullable String contentType;
        private @Nullable Chain<Parameter> headers;
        private @Nullable Chain<Parameter> query;
        private @Nullable Chain<Binding> bindings;
        private @Nullable Duration timeout;

        private Members() {
        }

        Members(Members other) {
            appId = other.appId;
            methodName = other.methodName;
            httpVerb = other.httpVerb;
            contentType = other.contentType;
            headers = other.headers;
            query = other.query;
            bindings = other.bindings;
            timeout = other.timeout;
        }
    }
}
