package org.acme.streams;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;

/**
 * Responses that are streamed to whoever asked for them.
 */
@UnlessBuildProfile("allow-list")
@Path("/archive")
public class ArchiveResource {

    @Inject
    @DaprInvoke(appId = "archive", methodName = "files/{name}", httpVerb = "get")
    RequestEmitter<Void, Multi<Buffer>> archive;

    @GET
    @Path("/{name}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Multi<Buffer> read(String name) {
        return archive.request().onItem().transformToMulti(chunks -> chunks);
    }

    public Uni<Multi<Buffer>> readSlowly(String name) {
        return archive.request(InvokeMethodParameters.none().binding("name", name).timeout(Duration.ofMinutes(30)));
    }
}
