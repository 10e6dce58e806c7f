package org.acme.calls;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.smallrye.mutiny.Uni;

/**
 * Sends.
 */
@Singleton
public class Checkout {

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Order> orders;

    public Uni<Void> send(Order order) {
        return orders.send(order);
    }

    public Uni<Void> replace(Order order) {
        return orders.send(InvokeMethodParameters.of(order)
                .methodName("orders/{id}").binding("id", order.id())
                .httpVerb("put")
                .header("x-tenant", "acme")
                .query("notify", "true")
                .timeout(Duration.ofSeconds(2)));
    }

    public Uni<Void> sendTraced(Order order, String traceparent) {
        return orders.send(InvokeMethodParameters.of(order)
                .header("x-tenant", "acme")
                .header("traceparent", traceparent));
    }
}
