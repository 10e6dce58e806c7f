package io.quarkiverse.daprinvoke.runtime.codec;

import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.vertx.core.MultiMap;

/**
 * A response of which only the head has been received.
 */
public interface ResponseHead {

    /**
     * @return what was called
     */
    ResolvedTarget target();

    int statusCode();

    MultiMap headers();
}
