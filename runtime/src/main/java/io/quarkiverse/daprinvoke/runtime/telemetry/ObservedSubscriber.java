package io.quarkiverse.daprinvoke.runtime.telemetry;

import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/**
 * Wraps the subscriber of an observed call, to observe its outcome. The outcome of a streamed response is observed where the
 * response is read.
 *
 * @param <R> the type of the item
 */
public final class ObservedSubscriber<R> implements UniSubscriber<R>, UniSubscription {

    private final UniSubscriber<? super R> downstream;
    private final ObservedCall call;
    private UniSubscription upstream;
    private volatile boolean handedOut;

    public ObservedSubscriber(UniSubscriber<? super R> downstream, ObservedCall call) {
        this.downstream = downstream;
        this.call = call;
    }

    @Override
    public Context context() {
        return downstream.context();
    }

    @Override
    public void onSubscribe(UniSubscription subscription) {
        upstream = subscription;
        downstream.onSubscribe(this);
    }

    @Override
    public void onItem(R item) {
        if (call.isStreamed()) {
            handedOut = true;
        } else {
            call.completed();
        }
        downstream.onItem(item);
    }

    @Override
    public void onFailure(Throwable failure) {
        call.failed(failure);
        downstream.onFailure(failure);
    }

    @Override
    public void cancel() {
        if (!handedOut) {
            call.cancelled();
        }
        upstream.cancel();
    }
}
