package io.quarkiverse.daprinvoke.production.contexts;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** The same on virtual threads. Where there are none, Quarkus would not build the application. */
@Path("/virtual-identities")
@IfBuildProperty(name = "virtual-threads", stringValue = "true")
@Authenticated
public class VirtualIdentities {

    @Inject
    Identities identities;

    @GET
    @RunOnVirtualThread
    public String onVirtualThread(@QueryParam("tenant") String name) {
        identities.tenant.setName(name);
        identities.emitter.exchange(InvokeMethodParameters.of(null)).await().indefinitely();
        identities.emitter.sendAndAwait();
        return identities.describe(identities.emitter.requestAndAwait());
    }
}
