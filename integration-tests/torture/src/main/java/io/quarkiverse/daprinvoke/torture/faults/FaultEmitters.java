package io.quarkiverse.daprinvoke.torture.faults;

import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkus.arc.Unremovable;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Emitters whose calls are made once, and emitters whose calls are tried again.
 */
@Singleton
@Unremovable
public class FaultEmitters {

    private final RequestEmitter<Buffer, Buffer> once;
    private final RequestEmitter<Buffer, Buffer> repeated;
    private final RequestEmitter<Multi<Buffer>, Multi<Buffer>> streamedOnce;
    private final RequestEmitter<Multi<Buffer>, Multi<Buffer>> streamedRepeated;

    FaultEmitters(@DaprInvoke(appId = "shop", methodName = "orders", httpVerb = "{verb}") RequestEmitter<Buffer, Buffer> once,
            @DaprInvoke(name = "repeated", appId = "shop", methodName = "orders", httpVerb = "{verb}") RequestEmitter<Buffer, Buffer> repeated,
            @DaprInvoke(appId = "shop", methodName = "orders", httpVerb = "{verb}") RequestEmitter<Multi<Buffer>, Multi<Buffer>> streamedOnce,
            @DaprInvoke(name = "streamed-repeated", appId = "shop", methodName = "orders", httpVerb = "{verb}") RequestEmitter<Multi<Buffer>, Multi<Buffer>> streamedRepeated) {
        this.once = once;
        this.repeated = repeated;
        this.streamedOnce = streamedOnce;
        this.streamedRepeated = streamedRepeated;
    }

    public RequestEmitter<Buffer, Buffer> whole(boolean isRepeated) {
        return isRepeated ? repeated : once;
    }

    public RequestEmitter<Multi<Buffer>, Multi<Buffer>> streamed(boolean isRepeated) {
        return isRepeated ? streamedRepeated : streamedOnce;
    }
}
