package org.acme.functions;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * Takes the JSON form of a message.
 */
@Path("/envelope")
public class EnvelopeResource {

    @Inject
    @DaprInvoke(appId = "{appId}", methodName = "{methodName}")
    Emitter<Object> output;

    @POST
    @Path("/{appId}/{methodName}")
    public Uni<Void> run(JsonObject envelope) {
        return output.send(InvokeMethodParameters.fromJson(envelope));
    }
}
