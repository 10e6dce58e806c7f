package org.acme.proxy;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.mutiny.Uni;

@IfBuildProfile("allow-list")
@Path("/invoke")
public class InvokeProxyResource {

    @Inject
    @DaprInvoke(name = "proxy")
    Emitter<String> output;

    @POST
    @Path("/{appId}/{methodName}")
    public Uni<Void> run(String body) {
        return output.send(body);
    }
}
