package io.quarkiverse.daprinvoke.benchmarks.application;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;

/**
 * Endpoints without a call. Their cost is subtracted from that of the other endpoints.
 */
@Path("/nothing")
public class Nothing {

    private final Orders orders;

    Nothing(Orders orders) {
        this.orders = orders;
    }

    @GET
    public Uni<String> answer(@RestQuery int size) {
        return Uni.createFrom().item(orders.any(size).id());
    }

    @GET
    @Path("/blocking")
    @Blocking
    public String answerBlocking(@RestQuery int size) {
        return orders.any(size).id();
    }
}
