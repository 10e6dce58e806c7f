package org.acme.streams;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestMulti;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * A streamed response with its head.
 */
@UnlessBuildProfile("allow-list")
@Path("/relay")
public class RelayResource {

    @Inject
    @DaprInvoke(appId = "archive", methodName = "files/{name}", httpVerb = "get")
    RequestEmitter<Void, InvokeResponse<Multi<Buffer>>> files;

    @GET
    @Path("/{name}")
    public Multi<Buffer> relay(String name) {
        return RestMulti.fromUniResponse(files.request(), InvokeResponse::body,
                reply -> Map.of("content-type", List.of(reply.header("content-type"))), InvokeResponse::statusCode);
    }
}
