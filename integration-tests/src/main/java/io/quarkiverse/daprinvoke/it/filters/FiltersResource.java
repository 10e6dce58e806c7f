package io.quarkiverse.daprinvoke.it.filters;

import java.nio.charset.StandardCharsets;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Uni;

/**
 * Calls that filters see, and who receives them.
 */
@Path("/filters")
public class FiltersResource {

    @Inject
    Tenant tenant;

    @Inject
    @DaprInvoke(name = "signed", appId = "orders", methodName = "filters/receive")
    RequestEmitter<String, String> signed;

    @GET
    @Path("/send")
    public Uni<String> send(@QueryParam("tenant") String name) {
        if (name != null) {
            tenant.setName(name);
        }
        return signed.request("text").onFailure(DaprInvokeException.class).recoverWithItem(Throwable::getMessage);
    }

    @POST
    @Path("/receive")
    public String receive(String text, @HeaderParam("x-signature") String signature, @HeaderParam("x-tenant") String of,
            @HeaderParam("idempotency-key") String key) {
        return text + " of " + of + (Hmac.of(text.getBytes(StandardCharsets.UTF_8)).equals(signature) ? ", signed" : "")
                + (key == null ? "" : ", key of " + key.length() + " characters");
    }
}
