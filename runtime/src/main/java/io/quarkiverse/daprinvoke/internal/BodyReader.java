package io.quarkiverse.daprinvoke.internal;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * Reads the body of a response as a type that no emitter has declared.
 */
public interface BodyReader {

    /**
     * @param complete whether the bytes are the whole body
     * @return the value, {@code null} if there are no bytes
     * @throws RuntimeException the failure of a call whose response is not of the declared type
     * @throws IllegalArgumentException if values of that type cannot be read
     */
    <X> X read(int statusCode, MultiMap headers, Buffer bytes, boolean complete, Class<X> type);
}
