package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.Nullable;

import io.vertx.core.MultiMap;

/**
 * What was answered to an invocation.
 *
 * @param status the HTTP status
 * @param headers the headers, case-insensitive and multi-valued, never {@code null}; not to be changed
 * @param body the body
 * @param <R> the type of the body
 */
public record InvokeResponse<R extends @Nullable Object>(int status, MultiMap headers, R body) {

    /**
     * @param name the name of a header, in any letter case
     * @return the first value of that header, {@code null} if there is none
     */
    public @Nullable String header(String name) {
        return headers.get(name);
    }
}
