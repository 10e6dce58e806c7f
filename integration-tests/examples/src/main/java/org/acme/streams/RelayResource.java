package org.acme.streams;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

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
                RelayResource::headers, InvokeResponse::statusCode);
    }

    private static Map<String, List<String>> headers(InvokeResponse<?> response) {
        String contentType = Objects.requireNonNullElse(response.contentType(), MediaType.APPLICATION_OCTET_STREAM);
        return Map.of("content-type", List.of(contentType));
    }
}
