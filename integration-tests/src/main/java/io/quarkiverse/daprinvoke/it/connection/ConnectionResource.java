package io.quarkiverse.daprinvoke.it.connection;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Uni;

/**
 * Passes on what the sidecar says of the call.
 */
@Path("/connection")
public class ConnectionResource {

    @Inject
    @DaprInvoke(appId = "reporter", methodName = "arrival")
    RequestEmitter<String, String> arrival;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<String> arrival() {
        return arrival.request("hello");
    }
}
