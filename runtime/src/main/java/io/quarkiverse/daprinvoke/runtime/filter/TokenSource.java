package io.quarkiverse.daprinvoke.runtime.filter;

import io.quarkiverse.daprinvoke.filter.InvocationFilter;

/**
 * A source of access tokens for the calls of an emitter, enabled by a property. It is a bean only if the required extension is
 * present.
 */
public interface TokenSource {

    /**
     * @return the key of the property of an emitter that enables it
     */
    String key();

    /**
     * @param value the value of the property
     * @return a filter that adds a token to each call without a token, and fails a call if there is no token for it
     * @throws IllegalArgumentException if the value is invalid; the message completes a sentence that begins with the property
     */
    InvocationFilter filter(String value);
}
