package io.quarkiverse.daprinvoke.production.interfaces;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.rest.client.inject.RestClient;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;

/** Calls this application itself through the sidecar, with interfaces of REST Client. */
@Path("/interfaces")
public class InterfacesResource {

    private final GreetingsClient client;
    private final ConfiguredClient configured;

    InterfacesResource(@RestClient GreetingsClient client, @RestClient ConfiguredClient configured) {
        this.client = client;
        this.configured = configured;
    }

    @GET
    @Path("/ask/{name}")
    @Produces(MediaType.TEXT_PLAIN)
    public Uni<String> ask(String name) {
        return client.greet(new Guest(name)).map(Greeting::text);
    }

    @GET
    @Path("/ask-configured/{name}")
    @Blocking
    public String askConfigured(String name) {
        return configured.of(name);
    }

    /** The failures of calls that must not be sent, or that get no response. */
    @GET
    @Path("/fail/{segments}")
    @Blocking
    public String fail(int segments) {
        try {
            return client.of("../".repeat(segments) + "x");
        } catch (DaprInvokeException e) {
            return e.getClass().getSimpleName();
        }
    }

    /** One path of the interface ends with a slash, so that of another must not because its parameter is empty. */
    @GET
    @Path("/slashes")
    @Blocking
    public String slashes() {
        try {
            return client.of("");
        } catch (DaprInvokeException e) {
            return client.all() + " " + e.getClass().getSimpleName();
        }
    }

    @GET
    @Path("/all/")
    public String all() {
        return "all";
    }

    @POST
    @Path("/greetings")
    public Greeting greet(Guest guest) {
        return new Greeting("Hello " + guest.name());
    }

    @GET
    @Path("/of/{name}")
    public String of(@PathParam("name") String name) {
        return "Hello " + name;
    }
}
