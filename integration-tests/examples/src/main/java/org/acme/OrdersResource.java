package org.acme;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

@Path("/orders")
public class OrdersResource {

    record Order(String item, int quantity) {
    }

    record Receipt(String id) {
    }

    @POST
    @Path("/create")
    public Receipt create(Order order) {
        return new Receipt(order.quantity() + "-" + order.item());
    }
}
