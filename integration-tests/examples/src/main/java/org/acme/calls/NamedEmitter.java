package org.acme.calls;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.smallrye.mutiny.Uni;

/**
 * An emitter that is declared in configuration.
 */
@Path("/payload")
@Singleton
public class NamedEmitter {

    @Inject
    @DaprInvoke(name = "payload")
    Emitter<Order> payload;

    @POST
    public Uni<Void> send(Order order) {
        return payload.send(order);
    }
}
