package io.quarkiverse.daprinvoke;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.internal.BodyReader;
import io.quarkiverse.daprinvoke.internal.PrintableText;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/**
 * The response to a call: its status, its headers and its body. The body is available as a value of the declared type and as
 * the received bytes. Check the status first: {@code exchange} of a {@link RequestEmitter} returns responses of any status, and
 * a response with a status outside 2xx has no {@link #body()}.
 *
 * <pre>
 * create.exchange(order)
 *         .map(response -&gt; response.isSuccess() ? response.body().id() : response.bodyAs(Conflict.class).reason())
 * </pre>
 *
 * Thread-safe as long as no thread changes the headers or the bytes.
 *
 * @param <R> the type of the body
 */
public final class InvokeResponse<R extends @Nullable Object> {

    private final int statusCode;
    private final MultiMap headers;
    private final R body;
    private final Buffer bytes;
    private final BodyReader reader;

    /**
     * Creates a response for tests. {@link #bytes()} is the body if that is a {@code Buffer}, else it is empty.
     *
     * @param statusCode the HTTP status
     * @param headers the headers, case-insensitive and multi-valued
     * @param body the body
     */
    public InvokeResponse(int statusCode, MultiMap headers, R body) {
        this(statusCode, headers, body, body instanceof Buffer buffer ? buffer : Buffer.buffer());
    }

    /**
     * Creates a response for tests.
     *
     * @param statusCode the HTTP status
     * @param headers the headers, case-insensitive and multi-valued
     * @param body the body
     * @param bytes the body as it is sent, which {@link #bodyAs(Class)} reads with the {@code ObjectMapper} of Vert.x
     */
    public InvokeResponse(int statusCode, MultiMap headers, R body, Buffer bytes) {
        this(statusCode, headers, body, bytes, new PlainBodyReader());
    }

    /**
     * Called by the extension.
     *
     * @param statusCode the HTTP status
     * @param headers the headers, case-insensitive and multi-valued
     * @param body the body
     * @param bytes the body as it was received
     * @param reader reads the body as another type
     */
    public InvokeResponse(int statusCode, MultiMap headers, R body, Buffer bytes, BodyReader reader) {
        this.statusCode = statusCode;
        this.headers = Objects.requireNonNull(headers, "headers");
        this.body = body;
        this.bytes = Objects.requireNonNull(bytes, "bytes");
        this.reader = Objects.requireNonNull(reader, "reader");
    }

    /**
     * @return the HTTP status
     */
    public int statusCode() {
        return statusCode;
    }

    /**
     * @return whether the status is 2xx
     */
    public boolean isSuccess() {
        return statusCode >= 200 && statusCode < 300;
    }

    /**
     * @param statusCode an HTTP status
     * @return whether the response has that status
     */
    public boolean is(int statusCode) {
        return this.statusCode == statusCode;
    }

    /**
     * @return the headers, case-insensitive and multi-valued. Do not change them
     */
    public MultiMap headers() {
        return headers;
    }

    /**
     * @param name the name of a header, in any letter case
     * @return the first value of that header, {@code null} if there is none
     */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /**
     * @return the content type, {@code null} if there is none
     */
    public @Nullable String contentType() {
        return headers.get(HttpHeaders.CONTENT_TYPE);
    }

    /**
     * Returns the body as a value of the declared type.
     *
     * @return the value. If the body is empty or the status is not 2xx: {@code Optional.empty()} if the type is
     *         {@code Optional}, else {@code null}. An {@link Emitter} declares no type: its body is the received bytes, for any
     *         status, and never {@code null}
     */
    public R body() {
        return body;
    }

    /**
     * @return the body as it was received; empty if there was none, if it is streamed, or if it was discarded because its type
     *         is {@code Void}. Do not change it
     */
    public Buffer bytes() {
        return bytes;
    }

    /**
     * Reads the bytes as a type other than the declared one, for example the body of an error. {@link RequestEmitter} describes
     * how types are read. In a native executable, a class that is read as JSON requires {@code @RegisterForReflection}.
     *
     * @param type the type
     * @param <X> the type
     * @return the value, {@code null} if {@link #bytes()} is empty
     * @throws ResponseDecodingException if the bytes are not of that type
     * @throws IllegalArgumentException if values of that type cannot be read, for example {@code InputStream}
     */
    public <X> @Nullable X bodyAs(Class<X> type) {
        return bodyAs(type, true);
    }

    <X> @Nullable X bodyAs(Class<X> type, boolean complete) {
        return reader.read(statusCode, headers, bytes, complete, type);
    }

    /**
     * Compares status, headers, body and bytes.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InvokeResponse<?> o && statusCode == o.statusCode && Objects.deepEquals(body, o.body)
                && bytes.equals(o.bytes) && entries().equals(o.entries());
    }

    @Override
    public int hashCode() {
        return Objects.hash(statusCode, bytes, entries());
    }

    private List<Map.Entry<String, String>> entries() {
        // Names of headers are case-insensitive, and the entries of Vert.x do not implement equals
        return headers.entries().stream()
                .map(header -> Map.entry(header.getKey().toLowerCase(Locale.ROOT), header.getValue())).toList();
    }

    /**
     * @return the status and the content type, without the body and the other headers, which may be secret
     */
    @Override
    public String toString() {
        return "InvokeResponse[statusCode=" + statusCode + ", contentType=" + PrintableText.of(contentType()) + "]";
    }
}
