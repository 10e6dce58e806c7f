package org.acme.functions;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.acme.calls.Order;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;

/**
 * What a function with an output binding does.
 */
@Singleton
public class CreateOrders {

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Order> orders;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "note")
    Emitter<String> notes;

    public Uni<Void> createInTurn(List<Order> several) {
        return Multi.createFrom().iterable(several)
                .onItem().transformToUniAndConcatenate(order -> orders.send(order).replaceWith(order))
                .onItem().ignoreAsUni();
    }

    public Uni<Void> noteAsJson(String text) {
        return notes.send(InvokeMethodParameters.of(Json.encode(text)).contentType("application/json"));
    }
}
