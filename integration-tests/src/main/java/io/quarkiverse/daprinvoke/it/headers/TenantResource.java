package io.quarkiverse.daprinvoke.it.headers;

import java.util.Arrays;
import java.util.List;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Uni;

/**
 * Both sides of calls that have headers and query parameters of the annotation and the configuration.
 */
@Path("/tenants")
public class TenantResource {

    @Inject
    @DaprInvoke(name = "tenants", appId = "orders", methodName = "tenants/received", httpVerb = HttpMethod.GET, headers = {
            "x-tenant: ${tenant:acme}", "x-user: {user}" })
    RequestEmitter<Void, List<String>> received;

    @Inject
    @Any
    Instance<RequestEmitter<Void, List<String>>> emitters;

    @GET
    @Path("/injected/{user}")
    public Uni<List<String>> injected() {
        return received.request();
    }

    @GET
    @Path("/selected/{user}")
    public Uni<List<String>> selected() {
        return emitters.select(DaprInvoke.Literal.builder().name("tenants").appId("orders").methodName("tenants/received")
                .httpVerb(HttpMethod.GET).build()).get().request();
    }

    /** The called side. */
    @GET
    @Path("/received")
    public List<String> received(@HeaderParam("x-tenant") String tenant, @HeaderParam("x-user") String user,
            @HeaderParam("x-client") String client, @HeaderParam("x-origin") String origin,
            @QueryParam("page") String page) {
        return Arrays.asList(tenant, user, client, origin, page);
    }
}
