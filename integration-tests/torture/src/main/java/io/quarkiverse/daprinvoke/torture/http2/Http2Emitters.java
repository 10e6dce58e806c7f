package io.quarkiverse.daprinvoke.torture.http2;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Emitters that call a sidecar over HTTP/2.
 */
@Singleton
public class Http2Emitters {

    @Inject
    @DaprInvoke(appId = "app", methodName = "{method}", httpVerb = "{verb}")
    public Emitter<Buffer> whole;

    @Inject
    @DaprInvoke(appId = "app", methodName = "{method}", httpVerb = "{verb}")
    public RequestEmitter<Multi<Buffer>, InvokeResponse<Multi<Buffer>>> streams;
}
