package io.quarkiverse.daprinvoke.test.devservices;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Uni;

/**
 * The application that {@link ContinuousTestingTest} develops. It calls itself.
 */
@Path("/greet")
public class Greeter {

    @Inject
    @DaprInvoke(appId = "shop", methodName = "greet")
    RequestEmitter<String, String> self;

    @GET
    public Uni<String> greet() {
        return self.request("you");
    }

    @POST
    public String greet(String name) {
        return "shop greets " + name;
    }
}
