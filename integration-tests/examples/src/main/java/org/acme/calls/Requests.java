package org.acme.calls;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Uni;

/**
 * Requests.
 */
@Singleton
public class Requests {

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Order, Receipt> create;

    public Uni<Receipt> request(Order order) {
        return create.request(order);
    }

    public Receipt requestAndWait(Order order) {
        return create.requestAndAwait(order);
    }

    public Uni<Receipt> requestIfInStock(Order order) {
        return create.request(order)
                .onFailure(InvocationStatusException.class).recoverWithUni(failure -> {
                    InvocationStatusException answer = (InvocationStatusException) failure;
                    return answer.statusCode() == 409 ? Uni.createFrom().nullItem() : Uni.createFrom().failure(failure);
                });
    }

    public Uni<Boolean> isKnown(Order order) {
        return create.exchange(InvokeMethodParameters.of(order))
                .map(answer -> answer.statusCode() != 404);
    }

}
