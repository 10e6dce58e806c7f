package io.quarkiverse.daprinvoke.test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.test.control.Header;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse.Outcome;
import io.vertx.core.http.HttpHeaders;

/**
 * The response to one call that a function computes, see {@link DaprStub#answer}. Not thread-safe: a function creates a new one
 * for each call.
 */
public final class Answer {

    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "connection");

    private final int status;
    private final @Nullable Function<JsonBodies, byte[]> body;
    private List<Header> headers = List.of();

    private Answer(int status, @Nullable String contentType, @Nullable Function<JsonBodies, byte[]> body) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("The status of a response must be from 200 to 599");
        }
        if (body != null && (status == 204 || status == 304)) {
            throw new IllegalArgumentException("A response with status 204 or 304 must not have a body");
        }
        this.status = status;
        this.body = body;
        if (contentType != null) {
            headers = List.of(new Header("content-type", contentType));
        }
    }

    /**
     * Creates a response without a body.
     *
     * @param status the HTTP status, from 200 to 599
     * @return the response
     * @throws IllegalArgumentException if the status is outside that range
     */
    public static Answer status(int status) {
        return new Answer(status, null, null);
    }

    /**
     * Creates a response with a JSON body.
     *
     * @param status the HTTP status, from 200 to 599, but neither 204 nor 304
     * @param jsonBody the value that is written as JSON, not {@code null}; a {@code String} is sent unchanged
     * @return the response
     * @throws IllegalArgumentException if the status is not allowed
     */
    public static Answer json(int status, Object jsonBody) {
        Objects.requireNonNull(jsonBody,
                "The value of a response must not be null: use a status only for no body, and the text"
                        + " \"null\" for the null of JSON");
        return new Answer(status, "application/json", json -> json.write(jsonBody));
    }

    /**
     * Creates a response with text in UTF-8.
     *
     * @param status the HTTP status, from 200 to 599, but neither 204 nor 304
     * @param text the body, not {@code null}
     * @return the response
     * @throws IllegalArgumentException if the status is not allowed
     */
    public static Answer text(int status, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Answer(status, "text/plain;charset=UTF-8", json -> bytes);
    }

    /**
     * Creates a response with bytes.
     *
     * @param status the HTTP status, from 200 to 599, but neither 204 nor 304
     * @param bytes the body, not {@code null}
     * @return the response
     * @throws IllegalArgumentException if the status is not allowed
     */
    public static Answer bytes(int status, byte[] bytes) {
        byte[] copy = bytes.clone();
        return new Answer(status, "application/octet-stream", json -> copy);
    }

    /**
     * Adds a header. A content type replaces the default of this kind of response.
     *
     * @param name the name
     * @param value the value
     * @return this
     * @throws IllegalArgumentException if the name or the value is not allowed in HTTP, or if the sidecar sets this header
     *         itself
     */
    public Answer header(String name, String value) {
        headers = add(headers, name, value);
        return this;
    }

    static List<Header> add(List<Header> headers, String name, String value) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (FRAMING.contains(lowerCase)) {
            throw new IllegalArgumentException("The sidecar sets content-length, transfer-encoding and connection itself");
        }
        // Throws an exception if the header is not allowed
        HttpHeaders.headers().add(name, value);
        List<Header> added = new ArrayList<>(headers);
        if (lowerCase.equals("content-type")) {
            added.removeIf(header -> header.name().equalsIgnoreCase(name));
        }
        added.add(new Header(name, value));
        return added;
    }

    /** @throws IllegalArgumentException if the value cannot be written as JSON */
    StubbedResponse toResponse(JsonBodies json) {
        return new StubbedResponse(Outcome.ANSWER, status, headers, body == null ? null : body.apply(json), 0);
    }
}
