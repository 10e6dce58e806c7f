package io.quarkiverse.daprinvoke.production.contexts;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;

/** Returns the user and the tenant of the request after a call. */
@Path("/identities")
@Authenticated
public class Identities {

    @Inject
    Tenant tenant;

    @Inject
    SecurityIdentity identity;

    @Inject
    @DaprInvoke(appId = "contexts", methodName = "reply", httpVerb = "get")
    RequestEmitter<Void, String> emitter;

    @GET
    @Path("/event-loop")
    public Uni<String> onEventLoop(@QueryParam("tenant") String name) {
        tenant.setName(name);
        return emitter.request().map(this::describe);
    }

    @GET
    @Path("/failed")
    public Uni<String> afterAFailure(@QueryParam("tenant") String name) {
        tenant.setName(name);
        return emitter.request().onFailure(InvocationStatusException.class)
                .recoverWithItem(failure -> describe(failure.getClass().getSimpleName()));
    }

    @GET
    @Path("/worker")
    @Blocking
    public Uni<String> onWorker(@QueryParam("tenant") String name) {
        tenant.setName(name);
        return emitter.request().map(this::describe);
    }

    @GET
    @Path("/guarded")
    @Retry(maxRetries = 2, delay = 0, jitter = 0)
    @Timeout(10_000)
    public Uni<String> guarded(@QueryParam("tenant") String name) {
        tenant.setName(name);
        return emitter.request().map(this::describe);
    }

    String describe(String reply) {
        return reply + " for " + identity.getPrincipal().getName() + " of " + tenant.getName();
    }

    @RequestScoped
    public static class Tenant {

        private String name;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }
}
