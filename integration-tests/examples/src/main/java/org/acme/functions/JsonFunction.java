package org.acme.functions;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.smallrye.mutiny.Uni;

/**
 * Sends the JSON that it receives.
 */
@Path("/api/json")
public class JsonFunction {

    @Inject
    @DaprInvoke(name = "payload-of-json", appId = "{appId}", methodName = "{methodName}", httpVerb = "post")
    Emitter<JsonNode> payload;

    @POST
    @Path("/{appId}/{methodName}")
    public Uni<Void> run(JsonNode body) {
        return payload.send(body);
    }
}
