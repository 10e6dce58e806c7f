package io.quarkiverse.daprinvoke.test.devservices.neighbours;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.DaprService;
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

    @RegisterRestClient
    @DaprService("${neighbour:nobody}")
    @Path("hello")
    public interface Hello {

        @GET
        Uni<String> hello();
    }

    @Inject
    @RestClient
    Hello hello;

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

    @GET
    @Path("ask/with/interface")
    public Uni<String> askWithInterface() {
        return hello.hello().onFailure().recoverWithItem(Throwable::getMessage);
    }
}
