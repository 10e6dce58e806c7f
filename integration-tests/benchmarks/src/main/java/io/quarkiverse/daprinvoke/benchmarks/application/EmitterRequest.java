package io.quarkiverse.daprinvoke.benchmarks.application;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;

/**
 * {@code RequestEmitter} of this extension.
 */
@Path("/request")
public class EmitterRequest {

    private final Orders orders;
    private final RequestEmitter<Order, Receipt> emitter;
    private final RequestEmitter<Order, Receipt> withPlaceholders;

    EmitterRequest(Orders orders,
            @DaprInvoke(appId = Sidecar.APP_ID, methodName = Sidecar.METHOD) RequestEmitter<Order, Receipt> emitter,
            @DaprInvoke(appId = "{appId}", methodName = "{methodName}") RequestEmitter<Order, Receipt> withPlaceholders) {
        this.orders = orders;
        this.emitter = emitter;
        this.withPlaceholders = withPlaceholders;
    }

    @GET
    public Uni<String> call(@RestQuery int size) {
        Order order = orders.any(size);
        return emitter.request(order).map(receipt -> receipt.of(order));
    }

    @GET
    @Path("/blocking")
    @Blocking
    public String callBlocking(@RestQuery int size) {
        Order order = orders.any(size);
        return emitter.requestAndAwait(order).of(order);
    }

    @GET
    @Path("/placeholders")
    public Uni<String> callWithPlaceholders(@RestQuery int size) {
        Order order = orders.any(size);
        return withPlaceholders.request(InvokeMethodParameters.of(order)
                .binding("appId", Sidecar.APP_ID)
                .binding("methodName", Sidecar.METHOD))
                .map(receipt -> receipt.of(order));
    }
}
