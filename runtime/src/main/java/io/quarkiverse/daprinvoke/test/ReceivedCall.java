package io.quarkiverse.daprinvoke.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.Criteria;
import io.quarkiverse.daprinvoke.test.control.Header;

/**
 * A call of the application, as the sidecar received it. Immutable and thread-safe.
 */
public final class ReceivedCall {

    private final Call call;
    private final JsonBodies json;

    ReceivedCall(Call call, JsonBodies json) {
        this.call = call;
        this.json = json;
    }

    /**
     * @return the HTTP verb
     */
    public String verb() {
        return call.verb();
    }

    /**
     * @return the app ID, decoded
     */
    public String appId() {
        return call.appId();
    }

    /**
     * @return the path after {@code /method/}, decoded, without leading slash
     */
    public String method() {
        return call.method();
    }

    /**
     * @return the query as it was sent, without question mark, {@code null} if there was none
     */
    public @Nullable String query() {
        return call.query();
    }

    /**
     * @param name the name of a query parameter, decoded
     * @return its values in their order, decoded, empty if there is none
     */
    public List<String> queryValues(String name) {
        return Criteria.parameters(call.query()).getOrDefault(name, List.of());
    }

    /**
     * @param name the name of a header, in any letter case
     * @return its first value; {@code null} if there is none, and always for {@code dapr-api-token}, which is not recorded
     */
    public @Nullable String header(String name) {
        return headers(name).stream().findFirst().orElse(null);
    }

    /**
     * @param name the name of a header, in any letter case
     * @return its values in their order; empty if there is none, and always for {@code dapr-api-token}, which is not recorded
     */
    public List<String> headers(String name) {
        return call.headers().stream().filter(header -> header.name().equalsIgnoreCase(name)).map(Header::value).toList();
    }

    /**
     * @return a copy of the body, decompressed if it was gzip; empty if there was none; at most the first 1 MiB
     */
    public byte[] body() {
        return call.body().clone();
    }

    /**
     * @return the body as text in UTF-8, empty if there was none; at most the first 1 MiB
     */
    public String text() {
        return new String(call.body(), StandardCharsets.UTF_8);
    }

    /**
     * @param type the type to read the body as
     * @param <T> that type
     * @return the body, read as JSON
     * @throws IllegalStateException if it is not JSON, or not of that type
     */
    public <T> T json(Class<T> type) {
        try {
            return json.read(call.body(), type);
        } catch (IOException e) {
            throw new IllegalStateException("The body of the call cannot be read as JSON of this type", e);
        }
    }

    /**
     * @return the HTTP status of the response, 0 if there is no response yet
     */
    public int status() {
        return call.status();
    }

    boolean meets(Criteria criteria) {
        return criteria.matches(call);
    }

    List<Header> allHeaders() {
        return call.headers();
    }

    byte[] bytes() {
        return call.body();
    }

    /** Whether the call was received completely, and its body was small enough to be recorded. */
    boolean complete() {
        return call.complete();
    }

    /**
     * @return verb, app ID, method and status, without headers, query and body, which may contain secrets
     */
    @Override
    public String toString() {
        return verb() + " " + appId() + " " + method() + ", " + (status() == 0 ? "not answered" : "answered with " + status());
    }
}
