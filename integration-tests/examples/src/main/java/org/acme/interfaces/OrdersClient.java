package org.acme.interfaces;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.acme.calls.Order;
import org.acme.calls.Receipt;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

import io.quarkiverse.daprinvoke.DaprService;
import io.smallrye.mutiny.Uni;

@RegisterRestClient(configKey = "orders")
@DaprService("orders")
@Path("/orders")
public interface OrdersClient {

    @POST
    Uni<Receipt> create(Order order);

    @GET
    @Path("/{id}")
    Order find(String id);
}
