package io.quarkiverse.daprinvoke.test.shutdown;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkus.runtime.Quarkus;
import io.smallrye.mutiny.Uni;

/**
 * An application that stops during the call of a request.
 */
@Path("/leave")
public class Leaving {

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @GET
    public Uni<String> leave() {
        return emitter.request("x");
    }

    @GET
    @Path("/now")
    public String now() {
        Quarkus.asyncExit();
        return "leaving";
    }
}
