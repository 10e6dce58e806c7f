package org.acme;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Uni;

@Singleton
public class Shop {

    public record Order(String item) {
    }

    public record Receipt(int total) {
    }

    @Inject
    @DaprInvoke(appId = "other", methodName = "orders")
    RequestEmitter<Order, Receipt> create;

    @Inject
    @DaprInvoke(appId = "other", methodName = "orders/{id}", httpVerb = "PUT")
    RequestEmitter<Order, Receipt> replace;

    public Uni<Receipt> create(Order order) {
        return create.request(order);
    }

    public Uni<Receipt> replace(String id, Order order) {
        return replace.request(InvokeMethodParameters.of(order).binding("id", id));
    }

    public Uni<Receipt> replaceNothing(Order order) {
        return replace.request(order);
    }
}
