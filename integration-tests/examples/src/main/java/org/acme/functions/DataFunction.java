package org.acme.functions;

import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.smallrye.mutiny.Uni;

/**
 * Sends a part of what it receives.
 */
@Path("/api/data")
public class DataFunction {

    public record Message(JsonNode data) {
    }

    @Inject
    @DaprInvoke(name = "payload-of-data", appId = "{appId}", methodName = "{methodName}", httpVerb = "post")
    Emitter<JsonNode> payload;

    @POST
    @Path("/{appId}/{methodName}")
    public Uni<String> run(@RestQuery String data, Message message) {
        JsonNode body = data != null ? TextNode.valueOf(data) : message != null ? message.data() : null;
        if (body == null) {
            throw new BadRequestException();
        }
        return payload.send(body).replaceWith("ok");
    }
}
