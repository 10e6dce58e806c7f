package io.quarkiverse.daprinvoke.it;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.smallrye.mutiny.Uni;

/**
 * Hands every body to the application and the method that the path names.
 */
@Path("/invoke")
public class InvokeProxyResource {

    @Inject
    @DaprInvoke(appId = "{appId}", methodName = "{methodName}", httpVerb = "post")
    Emitter<String> output;

    @POST
    @Path("/{appId}/{methodName}")
    public Uni<Void> run(String body) {
        return output.send(body);
    }
}
