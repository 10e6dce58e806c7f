package io.quarkiverse.daprinvoke.runtime;

import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseType;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.vertx.core.buffer.Buffer;

/**
 * An emitter without a declared response.
 */
final class EmitterImpl<T> extends InvokerImpl<T, Buffer> implements Emitter<T> {

    EmitterImpl(SidecarClient client, EmitterSettings settings, ResponseType<Void> nothing,
            ResponseType<InvokeResponse<Buffer>> exchange) {
        super(client, settings, nothing, exchange);
    }
}
