package io.quarkiverse.daprinvoke.runtime.filter;

import io.quarkiverse.daprinvoke.filter.InvocationFilter;

/**
 * Where calls of an emitter get access tokens from, if a property says so. A bean only if the application has what it needs.
 */
public interface TokenSource {

    /**
     * @return the key of the property of an emitter that switches it on
     */
    String key();

    /**
     * @param value the value of the property
     * @return a filter that puts a token on each call that has none, and fails a call if there is no token for it
     * @throws IllegalArgumentException if the value is invalid; the message completes a sentence that begins with the property
     */
    InvocationFilter filter(String value);
}
