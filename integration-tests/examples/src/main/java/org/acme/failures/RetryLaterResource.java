package org.acme.failures;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

import org.acme.calls.Order;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.smallrye.mutiny.Uni;

/**
 * A resource that maps one exception itself.
 */
@Path("/retry-later")
public class RetryLaterResource {

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Order> orders;

    @POST
    public Uni<Void> create(Order order) {
        return orders.send(order);
    }

    @ServerExceptionMapper
    public Response retryLater(SidecarUnavailableException failure) {
        ResponseBuilder response = Response.status(503);
        if (!failure.mayHaveBeenSent()) {
            response.header("Retry-After", 5);
        }
        return response.build();
    }
}
