package io.quarkiverse.daprinvoke.it.filters;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

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

    @Inject
    @DaprInvoke(name = "retried", appId = "orders", methodName = "filters/receive-again")
    RequestEmitter<String, String> retried;

    private final Map<String, Integer> attemptsByKey = new ConcurrentHashMap<>();

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
        return text + " of " + of
                + (Hmac.of((of + text).getBytes(StandardCharsets.UTF_8)).equals(signature) ? ", signed" : "")
                + (key == null ? "" : ", key of " + key.length() + " characters");
    }

    @GET
    @Path("/retry")
    public Uni<String> retry() {
        return retried.request("text");
    }

    /** Answers the second attempt with the same key. */
    @POST
    @Path("/receive-again")
    public Response receiveAgain(@HeaderParam("idempotency-key") String key, @HeaderParam("x-attempt") String attempt,
            @HeaderParam("x-first-attempt") String firstAttempt) {
        int attempts = attemptsByKey.merge(key, 1, Integer::sum);
        return attempts == 1 ? Response.status(503).build()
                : Response.ok("attempts: " + attempts + ", last: " + attempt + ", first: " + firstAttempt).build();
    }
}
