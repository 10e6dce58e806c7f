package io.quarkiverse.daprinvoke.it;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;

/**
 * The calling side: each method shows one way to call the orders service.
 */
@Path("/checkout")
public class CheckoutResource {

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Order, Receipt> create;

    @Inject
    @DaprInvoke(appId = "${orders.app-id}", methodName = "create")
    RequestEmitter<Order, InvokeResponse<Receipt>> createWithStatus;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "all", httpVerb = HttpMethod.GET)
    RequestEmitter<Void, List<Order>> all;

    @Inject
    @DaprInvoke(name = "stock")
    Emitter<Stock> stock;

    /** A typed request and its typed response. */
    @POST
    public Uni<Receipt> checkout(Order order) {
        return create.request(order);
    }

    /** The same with a header for one call, and with the status and the headers of the response. */
    @POST
    @Path("/for-tenant")
    public Uni<Response> checkoutFor(@HeaderParam("x-tenant") String tenant, Order order) {
        return createWithStatus.request(InvokeMethodParameters.of(order).header("x-tenant", tenant))
                .map(reply -> Response.status(reply.statusCode()).header("x-served-for", reply.header("x-served-for"))
                        .entity(reply.body()).build());
    }

    /** The same on a thread that may wait. */
    @POST
    @Path("/blocking")
    @Blocking
    public Receipt checkoutAndWait(Order order) {
        return create.requestAndAwait(order);
    }

    /** Accepted at once, for any outcome. */
    @POST
    @Path("/later")
    public void checkoutLater(Order order) {
        create.sendAndForget(order);
    }

    @GET
    public Uni<List<Order>> orders() {
        return all.request();
    }

    /** An emitter that is declared in application.properties; {item} is the path parameter of this request. */
    @PUT
    @Path("/stock/{item}")
    public Uni<Void> restock(Stock level) {
        return stock.send(level);
    }
}
