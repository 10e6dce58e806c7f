package io.quarkiverse.daprinvoke.it.responses;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.ProblemDetails;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.rest.PassThrough;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

/**
 * Responses of several statuses, read in every way. The types are used here only, so that a native executable must contain each
 * of them for this class.
 */
@Path("/responses")
@Produces(MediaType.TEXT_PLAIN)
public class ResponsesResource {

    /** Read by an exchange. */
    public record Exchanged(Part part) {
    }

    public record Part(String name) {
    }

    /** Read in an {@code Optional}. */
    public record Absent(List<Item> parts) {
    }

    public record Item(String name) {
    }

    /** Read by {@code bodyAs} alone, which the build cannot see. */
    @RegisterForReflection
    public record Conflict(String reason) {
    }

    @Inject
    @DaprInvoke(appId = "orders", methodName = "responses/answer/{status}", httpVerb = "GET")
    RequestEmitter<Void, Exchanged> exchanged;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "responses/answer/{status}", httpVerb = "GET")
    RequestEmitter<Void, Optional<Absent>> absent;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "responses/answer/{status}", httpVerb = "GET", notFoundIsEmpty = true)
    RequestEmitter<Void, Optional<Absent>> absentByAnnotation;

    @Inject
    @DaprInvoke(name = "absent-by-configuration", appId = "orders", methodName = "responses/answer/{status}", httpVerb = "GET")
    RequestEmitter<Void, Optional<Absent>> absentByConfiguration;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "responses/answer/{status}", httpVerb = "GET")
    RequestEmitter<Void, InvokeResponse<Optional<Absent>>> absentResponse;

    @GET
    @Path("/answer/{status}")
    public Response answer(@RestPath int status, @HeaderParam("accept") String accept) {
        return switch (status) {
            case 200 -> json(200, "{\"part\":{\"name\":\"a\"}}");
            case 201 -> json(201, "{\"parts\":[{\"name\":\"a\"},{\"name\":\"" + accept + "\"}]}");
            case 204 -> Response.noContent().build();
            case 422 -> Response.fromResponse(json(422, "{\"title\":\"t\",\"detail\":\"d\"}"))
                    .type("application/problem+json").build();
            default -> json(status, "{\"reason\":\"sold\"}");
        };
    }

    private static Response json(int status, String body) {
        return Response.status(status).type(MediaType.APPLICATION_JSON).entity(body).build();
    }

    @GET
    @Path("/exchange/{status}")
    public Uni<String> exchange(@RestPath int status) {
        return exchanged.exchange().map(response -> response.statusCode() + " " + (response.isSuccess() && !response.is(204)
                ? response.body().part().name()
                : response.bodyAs(Conflict.class)));
    }

    @GET
    @Path("/optional/{status}")
    public Uni<String> optional(@RestPath int status) {
        return text(absent.request());
    }

    @GET
    @Path("/not-found-by-annotation/{status}")
    public Uni<String> notFoundByAnnotation(@RestPath int status) {
        return text(absentByAnnotation.request());
    }

    @GET
    @Path("/not-found-by-configuration/{status}")
    public Uni<String> notFoundByConfiguration(@RestPath int status) {
        return text(absentByConfiguration.request());
    }

    private static Uni<String> text(Uni<Optional<Absent>> call) {
        return call.map(reply -> reply.map(Absent::parts).map(List::toString).orElse("empty"))
                .onFailure(InvocationStatusException.class).recoverWithItem(Throwable::getMessage);
    }

    @GET
    @Path("/optional-response/{status}")
    public Uni<String> optionalResponse(@RestPath int status) {
        return absentResponse.request().map(reply -> reply.statusCode() + " " + reply.body().isPresent());
    }

    @GET
    @Path("/failure/{status}")
    public Uni<String> failure(@RestPath int status) {
        return exchanged.request().map(Exchanged::toString)
                .onFailure(InvocationStatusException.status(status)).recoverWithItem(failure -> {
                    InvocationStatusException answer = (InvocationStatusException) failure;
                    return answer.problem().map(ProblemDetails::detail).orElseGet(() -> answer.bodyAs(Conflict.class).reason());
                });
    }

    @GET
    @Path("/passed-on/{status}")
    public Uni<Response> passedOn(@RestPath int status) {
        return exchanged.exchange().map(PassThrough::response);
    }
}
