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
 * The payload and the settings of one call:
 *
 * <pre>
 * InvokeMethodParameters.of(order).methodName("orders/{id}").binding("id", "42").query("notify", "true")
 * </pre>
 *
 * Immutable and thread-safe: every setter returns a new object. A member that is {@code null} is not set. Then the
 * configuration or the annotation of the emitter provides it. An empty string is set, and invalid. A value that is not allowed
 * in a target fails the call with {@link InvalidInvocationTargetException}. So does an app ID, a method name or a verb with
 * more than 64 placeholders, and a target of more than 65,536 characters, encoded and with its query.
 *
 * @param <T> the type of the payload
 */
public final class InvokeMethodParameters<T> {

    /**
     * A header or a query parameter. Several can have the same name.
     *
     * @param name the name, not empty
     * @param value the value, can be empty
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
     * @return parameters with this payload only
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

    /** The payload of an emitter of {@code Object} can be parameters, if their static type is {@code Object}. */
    @SuppressWarnings("unchecked")
    static <T> InvokeMethodParameters<? extends T> ofPayload(@Nullable T payload) {
        return payload instanceof InvokeMethodParameters<?> parameters ? (InvokeMethodParameters<? extends T>) parameters
                : of(payload);
    }

    /**
     * Reads the envelope of the Azure Functions binding, {@code {"appId", "methodName", "httpVerb", "body"}}. Its keys can be
     * in any letter case. Members that are absent or {@code null} are not set. Other keys are ignored. The body keeps its JSON
     * type: an object is a {@code JsonObject}, an array is a {@code JsonArray}, and text is a {@code String}, which is sent as
     * text.
     *
     * @param envelope the envelope, not {@code null}
     * @return the parameters
     * @throws InvalidInvocationTargetException if {@code appId}, {@code methodName} or {@code httpVerb} is not text, or if one
     *         key occurs twice in different letter cases
     */
    public static InvokeMethodParameters<Object> fromJson(JsonObject envelope) {
        return Envelope.read(envelope);
    }

    private InvokeMethodParameters<T> with(CallMembers changed) {
        return new InvokeMethodParameters<>(body, changed);
    }

    /**
     * @param appId the app ID to call, can contain placeholders, must not be a URL
     * @return new parameters with it
     */
    public InvokeMethodParameters<T> appId(@Nullable String appId) {
        return with(members.withAppId(appId));
    }

    /**
     * @param methodName the method to invoke, can contain placeholders
     * @return new parameters with it
     */
    public InvokeMethodParameters<T> methodName(@Nullable String methodName) {
        return with(members.withMethodName(methodName));
    }

    /**
     * @param httpVerb the HTTP verb, in any letter case, can contain placeholders
     * @return new parameters with it
     */
    public InvokeMethodParameters<T> httpVerb(@Nullable String httpVerb) {
        return with(members.withHttpVerb(httpVerb));
    }

    /**
     * @param contentType the content type of the payload; it is not sent if there is no payload
     * @return new parameters with it
     * @throws IllegalArgumentException if it is empty or not allowed in a header
     */
    public InvokeMethodParameters<T> contentType(@Nullable String contentType) {
        if (contentType != null) {
            RequestHeaders.checkContentType(contentType);
        }
        return with(members.withContentType(contentType));
    }

    /**
     * Adds a header. Several headers can have the same name. It overrides headers of the same name of the annotation, of the
     * configuration and of the current request.
     *
     * @param name the name of the header
     * @param value its value. Each character is a byte. Non-ASCII bytes must be UTF-8
     * @return new parameters with it
     * @throws IllegalArgumentException if the header must not be sent: its name or value is malformed, it belongs to the
     *         connection, the sidecar uses it for routing, or it is the content type (use {@link #contentType(String)}); or if
     *         the call would have more than 1,000 headers, or names and values of more than 65,536 characters in total
     */
    public InvokeMethodParameters<T> header(String name, String value) {
        RequestHeaders.check(name, value);
        return with(members.withHeader(name, value));
    }

    /**
     * Adds a query parameter, after the query of the method name if that has one. Several parameters can have the same name.
     * Name and value are percent-encoded.
     *
     * @param name the name of the parameter
     * @param value its value, not {@code null}: omit a parameter without a value
     * @return new parameters with it
     * @throws IllegalArgumentException if the name is empty, or if the call would have more than 1,000 query parameters, or
     *         names and values of more than 65,536 characters in total
     */
    public InvokeMethodParameters<T> query(String name, String value) {
        return with(members.withQuery(name, value));
    }

    /**
     * Sets the value of a placeholder for this call. It takes precedence over path parameters of the current request.
     *
     * @param placeholder the name of the placeholder, without braces
     * @param value its value, the text of one path segment
     * @return new parameters with it
     * @throws IllegalArgumentException if the call would have more than 1,000 bindings, including repeated ones
     */
    public InvokeMethodParameters<T> binding(String placeholder, String value) {
        Objects.requireNonNull(placeholder, "placeholder");
        Objects.requireNonNull(value, "value");
        return with(members.withBinding(placeholder, value));
    }

    /**
     * @param timeout the maximum time of the whole call; if the payload or the response is streamed, of the time without
     *        progress
     * @return new parameters with it
     * @throws IllegalArgumentException if it is shorter than 1 millisecond or longer than 365 days
     */
    public InvokeMethodParameters<T> timeout(@Nullable Duration timeout) {
        if (timeout != null && !Timeouts.isValid(timeout)) {
            throw new IllegalArgumentException("The timeout of a call must be " + Timeouts.RULE);
        }
        return with(members.withTimeout(timeout));
    }

    /**
     * @param responseStream the settings of a streamed response. The call fails with {@link IllegalArgumentException}, before
     *        anything is sent, if its response is not a {@code Multi} of values
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

    /** @return the settings of a streamed response, {@code null} if they are not set */
    public @Nullable ResponseStream responseStream() {
        return members.responseStream();
    }

    /**
     * Compares all members. Payloads are compared with {@code equals}, arrays by their elements, names of headers ignoring
     * letter case. The order of headers and of query parameters is significant.
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
     * @return the members in one line, without the payload and the values of headers, query and placeholders, which may be
     *         secret
     */
    @Override
    public String toString() {
        return PrintableText.of("InvokeMethodParameters[" + members + "]");
    }
}
