package org.acme.calls;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.smallrye.mutiny.Uni;

/**
 * Headers of each call, and an emitter that is looked up.
 */
@Singleton
public class TenantOrders {

    @Inject
    @DaprInvoke(name = "tenants", appId = "orders", methodName = "create", headers = {
            "x-tenant: ${tenant:acme}", "x-user: {user}" })
    Emitter<Order> orders;

    @Inject
    @Any
    Instance<Emitter<Order>> emitters;

    public Uni<Void> send(Order order, String user) {
        return orders.send(InvokeMethodParameters.of(order).binding("user", user));
    }

    public Uni<Void> sendWithoutUser(Order order) {
        Emitter<Order> create = emitters
                .select(DaprInvoke.Literal.builder().appId("orders").methodName("create").build()).get();
        return create.send(order);
    }
}
