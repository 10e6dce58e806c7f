package io.quarkiverse.daprinvoke.benchmarks.contender;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.benchmarks.Contender;
import io.quarkiverse.daprinvoke.benchmarks.Order;
import io.quarkiverse.daprinvoke.benchmarks.Receipt;

/**
 * {@code request} of this extension.
 */
@Singleton
@Named("request")
class EmitterRequest implements Contender {

    private final RequestEmitter<Order, Receipt> orders;

    EmitterRequest(
            @DaprInvoke(appId = Sidecar.APP_ID, methodName = Sidecar.METHOD) RequestEmitter<Order, Receipt> orders) {
        this.orders = orders;
    }

    @Override
    public void call(Order order, Outcome outcome) {
        orders.request(order).subscribe().with(outcome::succeeded, outcome::failed);
    }
}
