package io.quarkiverse.daprinvoke.production;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Uni;

/** Greets by a call of this application itself, through the sidecar. */
@Path("/greetings")
public class Greetings {

    @Inject
    @DaprInvoke(appId = "storefront", methodName = "greetings/of/{name}", httpVerb = "get")
    RequestEmitter<Void, String> greeting;

    @GET
    @Path("/{name}")
    public Uni<String> greet() {
        return greeting.request();
    }

    @GET
    @Path("/of/{name}")
    public String of(@PathParam("name") String name) {
        return "Hello " + name;
    }
}
