package io.quarkiverse.daprinvoke;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.internal.PrintableText;
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
            Objects.requireNonNull(value, "The value of a query parameter must not be null: leave the parameter out");
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

    private static final InvokeMethodParameters<Void> NONE = new InvokeMethodParameters<>(null, CallMembers.NONE);

    private final @Nullable T body;
    private final CallMembers members;

    InvokeMethodParameters(@Nullable T body, CallMembers members) {
        this.body = body;
        this.members = members;
    }

    /**
     * @param body the payload, {@code null} to send no body
     * @param <T> the type of the payload
     * @return parameters with this payload and nothing else
     */
    public static <T> InvokeMethodParameters<T> of(@Nullable T body) {
        return new InvokeMethodParameters<>(body, CallMembers.NONE);
    }

    /**
     * @return parameters without a payload for an emitter of {@code Void}, such as one that makes {@code GET} requests. For an
     *         emitter of {@code Order} write {@code InvokeMethodParameters.<Order> of(null)}
     */
    public static InvokeMethodParameters<Void> none() {
        return NONE;
    }

    @SuppressWarnings("unchecked")
    static <T> InvokeMethodParameters<T> ofNothing() {
        return (InvokeMethodParameters<T>) NONE;
    }

    /** An emitter of {@code Object} receives parameters as a payload if the compiler does not know their type. */
    @SuppressWarnings("unchecked")
    static <T> InvokeMethodParameters<? extends T> ofPayload(@Nullable T payload) {
        return payload instanceof InvokeMethodParameters<?> parameters ? (InvokeMethodParameters<? extends T>) parameters
                : of(payload);
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
        return Envelope.read(envelope);
    }

    private InvokeMethodParameters<T> with(CallMembers changed) {
        return new InvokeMethodParameters<>(body, changed);
    }

    /**
     * @param appId the app ID to call, may hold placeholders, and is never a URL
     * @return new parameters with it
     */
    public InvokeMethodParameters<T> appId(@Nullable String appId) {
        return with(members.withAppId(appId));
    }

    /**
     * @param methodName the method to invoke, may hold placeholders
     * @return new parameters with it
     */
    public InvokeMethodParameters<T> methodName(@Nullable String methodName) {
        return with(members.withMethodName(methodName));
    }

    /**
     * @param httpVerb the HTTP verb, in any letter case, may hold placeholders
     * @return new parameters with it
     */
    public InvokeMethodParameters<T> httpVerb(@Nullable String httpVerb) {
        return with(members.withHttpVerb(httpVerb));
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
        return with(members.withContentType(contentType));
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
        return with(members.withHeader(name, value));
    }

    /**
     * Adds a query parameter, after the query of the method name if that has one; a name may be given more than once. Name
     * and value are percent-encoded.
     *
     * @param name the name of the parameter
     * @param value its value, not {@code null}: leave out what has no value
     * @return new parameters with it
     * @throws IllegalArgumentException if the name is empty, or if the call would have more than 1,000 query parameters, or
     *         names and values of more than 65,536 characters in all
     */
    public InvokeMethodParameters<T> query(String name, String value) {
        return with(members.withQuery(name, value));
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
        return with(members.withBinding(placeholder, value));
    }

    /**
     * @param timeout how long the whole call may take; if the payload or the response is streamed, how long nothing may move
     * @return new parameters with it
     * @throws IllegalArgumentException if it is shorter than a millisecond or longer than a year
     */
    public InvokeMethodParameters<T> timeout(@Nullable Duration timeout) {
        if (timeout != null && !Timeouts.isValid(timeout)) {
            throw new IllegalArgumentException("The timeout of a call must be " + Timeouts.RULE);
        }
        return with(members.withTimeout(timeout));
    }

    /**
     * @param responseStream what is known of the values of a streamed response. The call fails with
     *        {@link IllegalArgumentException}, before anything is sent, if its response is no {@code Multi} of values
     * @return new parameters with it
     */
    public InvokeMethodParameters<T> responseStream(@Nullable ResponseStream responseStream) {
        return with(members.withResponseStream(responseStream));
    }

    /** @return the payload, {@code null} for none */
    public @Nullable T body() {
        return body;
    }

    /** @return the app ID, {@code null} if it is not set */
    public @Nullable String appId() {
        return members.appId();
    }

    /** @return the method name, {@code null} if it is not set */
    public @Nullable String methodName() {
        return members.methodName();
    }

    /** @return the verb, {@code null} if it is not set */
    public @Nullable String httpVerb() {
        return members.httpVerb();
    }

    /** @return the content type, {@code null} if it is not set */
    public @Nullable String contentType() {
        return members.contentType();
    }

    /** @return the headers in the order they were added, unmodifiable */
    public List<Parameter> headers() {
        return members.headers();
    }

    /** @return the query parameters in the order they were added, unmodifiable */
    public List<Parameter> query() {
        return members.query();
    }

    /**
     * @return the values of placeholders, unmodifiable
     */
    public Map<String, String> bindings() {
        return members.bindings();
    }

    /**
     * @param placeholder the name of a placeholder, not {@code null}
     * @return the value that {@link #binding(String, String)} gave it last, {@code null} if none
     */
    public @Nullable String binding(String placeholder) {
        return members.binding(placeholder);
    }

    /** @return the timeout, {@code null} if it is not set */
    public @Nullable Duration timeout() {
        return members.timeout();
    }

    /** @return what is known of a streamed response, {@code null} if it is not set */
    public @Nullable ResponseStream responseStream() {
        return members.responseStream();
    }

    /**
     * Compares everything that is set. Payloads are compared with {@code equals}, arrays by their elements. Names of
     * headers are compared without letter case. The order of headers and of query parameters counts.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InvokeMethodParameters<?> o && Objects.deepEquals(body, o.body) && members.equals(o.members);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.deepHashCode(new @Nullable Object[] { body }) + members.hashCode();
    }

    /**
     * @return what is set, in one line, without the payload and values of headers, query and placeholders, which may be secret
     */
    @Override
    public String toString() {
        return PrintableText.of("InvokeMethodParameters[" + members + "]");
    }
}
