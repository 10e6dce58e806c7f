package io.quarkiverse.daprinvoke.benchmarks.contender;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.benchmarks.Contender;
import io.quarkiverse.daprinvoke.benchmarks.Order;

/**
 * {@code send} of this extension.
 */
@Singleton
@Named("send")
class EmitterSend implements Contender {

    private final Emitter<Order> orders;

    EmitterSend(@DaprInvoke(appId = Sidecar.APP_ID, methodName = Sidecar.METHOD) Emitter<Order> orders) {
        this.orders = orders;
    }

    @Override
    public void call(Order order, Outcome outcome) {
        orders.send(order).subscribe().with(sent -> outcome.succeeded(null), outcome::failed);
    }

    @Override
    public boolean readsReplies() {
        return false;
    }
}
