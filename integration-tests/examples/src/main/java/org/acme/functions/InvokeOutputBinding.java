package org.acme.functions;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;

/**
 * Sends a text as the binding does: as a JSON string.
 */
@Path("/api/invoke")
public class InvokeOutputBinding {

    @Inject
    @DaprInvoke(name = "output", appId = "{appId}", methodName = "{methodName}", httpVerb = "post")
    Emitter<String> output;

    @POST
    @Path("/{appId}/{methodName}")
    public Uni<Response> run(String body) {
        return output.send(InvokeMethodParameters.of(Json.encode(body)).contentType("application/json"))
                .map(nothing -> Response.ok().build());
    }

    @GET
    @Blocking
    @Path("/{appId}/{methodName}")
    public Uni<Response> get(String body) {
        return run(body);
    }
}
