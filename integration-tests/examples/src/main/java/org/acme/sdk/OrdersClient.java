package org.acme.sdk;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.acme.calls.Order;
import org.acme.calls.Receipt;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Uni;

/**
 * What was written with the Dapr SDK.
 */
@Singleton
public class OrdersClient {

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Order, Receipt> create;

    public Uni<Receipt> create(Order order) {
        return create.request(order);
    }

    @Inject
    @DaprInvoke(appId = "orders", methodName = "all", httpVerb = "GET")
    RequestEmitter<Void, List<Order>> all;

    public Uni<List<Order>> open(String tenant) {
        return all.request(InvokeMethodParameters.none()
                .query("open", "true")
                .header("x-tenant", tenant));
    }

    public Uni<String> tryToCreate(Order order) {
        return create.request(order).map(Receipt::orderId)
                .onFailure(InvocationStatusException.class).recoverWithItem(failure -> {
                    InvocationStatusException answer = (InvocationStatusException) failure;
                    return answer.statusCode() + " " + answer.errorCode();
                });
    }
}
