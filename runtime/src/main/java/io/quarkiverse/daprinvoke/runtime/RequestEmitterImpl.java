package io.quarkiverse.daprinvoke.runtime;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseType;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.smallrye.mutiny.Uni;

/**
 * An emitter with responses of a declared type.
 */
final class RequestEmitterImpl<T, R> extends InvokerImpl<T, R> implements RequestEmitter<T, R> {

    private final ResponseType<R> reply;

    RequestEmitterImpl(SidecarClient client, EmitterSettings settings, ResponseType<Void> nothing, ResponseType<R> reply,
            ResponseType<InvokeResponse<R>> exchange) {
        super(client, settings, nothing, exchange);
        this.reply = reply;
    }

    @Override
    public Uni<R> request(InvokeMethodParameters<? extends T> parameters) {
        return call(parameters, reply);
    }

    @Override
    public R requestAndAwait(InvokeMethodParameters<? extends T> parameters) {
        return await(parameters, reply, "requestAndAwait", "request");
    }
}
