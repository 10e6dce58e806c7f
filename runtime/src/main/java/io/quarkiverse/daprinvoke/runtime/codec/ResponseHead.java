package io.quarkiverse.daprinvoke.runtime.codec;

import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.vertx.core.MultiMap;

/**
 * A response whose status and headers have been received, but not its body.
 */
public interface ResponseHead {

    /**
     * @return the target that was called
     */
    ResolvedTarget target();

    int statusCode();

    MultiMap headers();
}
