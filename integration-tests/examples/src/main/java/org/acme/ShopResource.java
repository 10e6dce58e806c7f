package org.acme;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Uni;

@Path("/shop")
public class ShopResource {

    record Order(String item, int quantity) {
    }

    record Receipt(String id) {
    }

    @Inject
    @DaprInvoke(appId = "orders", methodName = "orders/create")
    RequestEmitter<Order, Receipt> create;

    @POST
    @Path("/buy/{item}")
    public Uni<Receipt> buy(String item) {
        return create.request(new Order(item, 1));
    }
}
