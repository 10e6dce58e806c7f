package io.quarkiverse.daprinvoke.production;

import java.util.Map;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestForm;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Uni;

/** A call with an access token, its receiver, and the endpoint that issues the token. */
@Path("/guarded")
public class Guarded {

    @Inject
    @DaprInvoke(name = "guarded", appId = "storefront", methodName = "guarded/received", httpVerb = "GET")
    RequestEmitter<Void, String> guarded;

    @GET
    public Uni<String> call() {
        return guarded.request();
    }

    @GET
    @Path("/received")
    public String received(@HeaderParam("authorization") String authorization) {
        return authorization;
    }

    @POST
    @Path("/tokens")
    public Map<String, Object> issue(@RestForm("grant_type") String grant, @RestForm("client_id") String client) {
        return Map.of("access_token", grant + "-of-" + client, "token_type", "Bearer", "expires_in", 3600);
    }
}
