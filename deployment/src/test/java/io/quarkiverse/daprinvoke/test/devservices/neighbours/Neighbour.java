package io.quarkiverse.daprinvoke.test.devservices.neighbours;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Uni;

/**
 * An application that is called, and calls others by their names.
 */
@Path("/")
public class Neighbour {

    @ConfigProperty(name = "quarkus.application.name")
    String name;

    @Inject
    @DaprInvoke(appId = "{appId}", methodName = "hello", httpVerb = "GET")
    RequestEmitter<Void, String> other;

    @GET
    @Path("hello")
    public String hello() {
        return "hello from " + name;
    }

    @GET
    @Path("ask/{appId}")
    public Uni<String> ask() {
        return other.request().onFailure().recoverWithItem(Throwable::getMessage);
    }
}
