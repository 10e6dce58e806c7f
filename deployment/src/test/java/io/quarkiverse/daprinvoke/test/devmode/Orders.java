package io.quarkiverse.daprinvoke.test.devmode;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.smallrye.mutiny.Uni;

/**
 * The application whose source changes while it runs.
 */
@Path("/orders")
public class Orders {

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> create;

    @Inject
    @DaprInvoke(name = "payload")
    Emitter<String> payload;

    @POST
    @Path("/create")
    public Uni<Void> create(String body) {
        return create.send(body);
    }

    @POST
    @Path("/payload")
    public Uni<Void> payload(String body) {
        return payload.send(body);
    }
}
