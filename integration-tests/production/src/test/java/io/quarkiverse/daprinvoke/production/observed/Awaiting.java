package io.quarkiverse.daprinvoke.production.observed;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.common.annotation.Blocking;

/**
 * Waits for its call on a worker thread.
 */
@Path("/awaiting/{name}")
public class Awaiting {

    @Inject
    @DaprInvoke(appId = "storefront", methodName = "greetings/of/{name}", httpVerb = "get")
    RequestEmitter<Void, String> greeting;

    @GET
    @Blocking
    public String greet() {
        return greeting.requestAndAwait();
    }
}
