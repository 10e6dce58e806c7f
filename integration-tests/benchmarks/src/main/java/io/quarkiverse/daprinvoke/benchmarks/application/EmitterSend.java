package io.quarkiverse.daprinvoke.benchmarks.application;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.smallrye.mutiny.Uni;

/**
 * {@code Emitter.send} of this extension, which does not read the response body.
 */
@Path("/send")
public class EmitterSend {

    private final Orders orders;
    private final Emitter<Order> emitter;

    EmitterSend(Orders orders, @DaprInvoke(appId = Sidecar.APP_ID, methodName = Sidecar.METHOD) Emitter<Order> emitter) {
        this.orders = orders;
        this.emitter = emitter;
    }

    @GET
    public Uni<String> call(@RestQuery int size) {
        Order order = orders.any(size);
        return emitter.send(order).map(sent -> order.id());
    }
}
