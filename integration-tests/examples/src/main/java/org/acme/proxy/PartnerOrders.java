package org.acme.proxy;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.acme.calls.Order;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.mutiny.Uni;

/**
 * A URL in the place of an app ID.
 */
@IfBuildProfile("urls")
@Singleton
public class PartnerOrders {

    @Inject
    @DaprInvoke(appId = "https://partner.example:8443/api", methodName = "orders")
    Emitter<Order> partner;

    public Uni<Void> send(Order order) {
        return partner.send(order);
    }
}
