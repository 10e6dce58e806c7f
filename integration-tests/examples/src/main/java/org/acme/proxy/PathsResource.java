package org.acme.proxy;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.smallrye.mutiny.Uni;

/**
 * A proxy for methods of several segments.
 */
@Path("/paths")
public class PathsResource {

    @Inject
    @DaprInvoke(appId = "orders", methodName = "{first}/{second}")
    Emitter<String> output;

    @POST
    @Path("/{first}")
    public Uni<Void> one(String body) {
        return output.send(InvokeMethodParameters.of(body).methodName("{first}"));
    }

    @POST
    @Path("/{first}/{second}")
    public Uni<Void> two(String body) {
        return output.send(body);
    }
}
