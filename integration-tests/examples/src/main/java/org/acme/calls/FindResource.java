package org.acme.calls;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Uni;

/**
 * A placeholder that is a path parameter.
 */
@Path("/find")
public class FindResource {

    @Inject
    @DaprInvoke(appId = "orders", methodName = "orders/{id}", httpVerb = "GET")
    RequestEmitter<Void, Order> find;

    @GET
    @Path("/{id}")
    public Uni<Order> find(String id) {
        return find.request();
    }
}
