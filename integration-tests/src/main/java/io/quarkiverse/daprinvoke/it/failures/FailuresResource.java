package io.quarkiverse.daprinvoke.it.failures;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * Calls that fail, each in another way.
 */
@Path("/failures")
@Produces(MediaType.TEXT_PLAIN)
public class FailuresResource {

    /** Refers to itself, so that no JSON can be made of it. */
    public static class Endless {

        public Endless getNext() {
            return this;
        }
    }

    public record Number(int value) {
    }

    @Inject
    @DaprInvoke(appId = "{appId}", methodName = "failures/{method}")
    Emitter<String> any;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "echo")
    Emitter<Endless> endless;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "echo")
    RequestEmitter<String, Number> numbers;

    // Port 1 is nobody's
    @Inject
    @DaprInvoke(appId = "orders", methodName = "echo", daprAddress = "http://127.0.0.1:1")
    Emitter<String> withoutSidecar;

    @GET
    @Path("/unknown-app")
    public Uni<String> unknownApp() {
        return outcome(any.send(to("nobody", "echo")));
    }

    @GET
    @Path("/refused-by-the-app")
    public Uni<String> refusedByTheApp() {
        return outcome(any.send(to("orders", "teapot")));
    }

    @POST
    @Path("/teapot")
    public Response teapot() {
        return Response.status(418).entity(new JsonObject().put("errorCode", "ERR_TEAPOT")
                .put("message", "short and stout").encode()).type(MediaType.APPLICATION_JSON_TYPE).build();
    }

    @GET
    @Path("/too-slow")
    public Uni<String> tooSlow() {
        return outcome(any.send(to("orders", "never").timeout(Duration.ofMillis(1500))));
    }

    @POST
    @Path("/never")
    public Uni<Void> never() {
        return Uni.createFrom().nothing();
    }

    @GET
    @Path("/invalid-target")
    public Uni<String> invalidTarget() {
        return outcome(any.send(to("orders", "../secrets")));
    }

    @GET
    @Path("/unencodable")
    public Uni<String> unencodable() {
        return outcome(endless.send(new Endless()));
    }

    @GET
    @Path("/undecodable")
    public Uni<String> undecodable() {
        return outcome(numbers.request("no JSON"));
    }

    @GET
    @Path("/no-sidecar")
    public Uni<String> noSidecar() {
        return outcome(withoutSidecar.send("anybody there?"));
    }

    private static InvokeMethodParameters<String> to(String appId, String method) {
        return InvokeMethodParameters.of("text").binding("appId", appId).binding("method", method);
    }

    private static Uni<String> outcome(Uni<?> call) {
        return call.map(result -> "succeeded").onFailure(DaprInvokeException.class)
                .recoverWithItem(FailuresResource::describe);
    }

    private static String describe(Throwable failure) {
        String described = failure.getClass().getSimpleName() + " " + ((DaprInvokeException) failure).mayHaveBeenSent();
        if (failure instanceof InvocationStatusException answer) {
            described += " " + answer.statusCode() + " " + answer.errorCode() + " " + answer.errorMessage();
        }
        return described;
    }
}
