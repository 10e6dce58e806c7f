package io.quarkiverse.daprinvoke.production.interfaces;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

import io.quarkiverse.daprinvoke.DaprService;
import io.smallrye.mutiny.Uni;

@RegisterRestClient
@DaprService("storefront")
@Path("/interfaces")
public interface GreetingsClient {

    @POST
    @Path("/greetings")
    Uni<Greeting> greet(Guest guest);

    @GET
    @Path("/of/{name}")
    String of(String name);

    @GET
    @Path("/all/")
    String all();
}
