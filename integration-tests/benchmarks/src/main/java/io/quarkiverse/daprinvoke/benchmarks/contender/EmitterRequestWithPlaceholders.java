package io.quarkiverse.daprinvoke.benchmarks.contender;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.benchmarks.Contender;
import io.quarkiverse.daprinvoke.benchmarks.Order;
import io.quarkiverse.daprinvoke.benchmarks.Receipt;

/**
 * {@code request} of this extension with an app ID and a method name that each call gives.
 */
@Singleton
@Named("request-placeholders")
class EmitterRequestWithPlaceholders implements Contender {

    private final RequestEmitter<Order, Receipt> orders;

    EmitterRequestWithPlaceholders(
            @DaprInvoke(appId = "{appId}", methodName = "{methodName}") RequestEmitter<Order, Receipt> orders) {
        this.orders = orders;
    }

    @Override
    public void call(Order order, Outcome outcome) {
        orders.request(InvokeMethodParameters.of(order)
                .binding("appId", Sidecar.APP_ID)
                .binding("methodName", Sidecar.METHOD))
                .subscribe().with(outcome::succeeded, outcome::failed);
    }
}
