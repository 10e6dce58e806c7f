package io.quarkiverse.daprinvoke.daprd;

import java.util.Map;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * The endpoints of the calling application.
 */
@Path("/own")
public class OwnResource {

    @POST
    public String echo(String body) {
        return "own " + body;
    }

    @GET
    @Path("/verb")
    public String get() {
        return "GET";
    }

    @HEAD
    @Path("/verb")
    public Response head() {
        return Response.ok().header("x-verb", "HEAD").build();
    }

    @POST
    @Path("/verb")
    public String post() {
        return "POST";
    }

    @PUT
    @Path("/verb")
    public String put() {
        return "PUT";
    }

    @DELETE
    @Path("/verb")
    public String delete() {
        return "DELETE";
    }

    @OPTIONS
    @Path("/verb")
    public String options() {
        return "OPTIONS";
    }

    @PATCH
    @Path("/verb")
    public String patch() {
        return "PATCH";
    }

    @POST
    @Path("/json")
    public Map<String, Object> json(Map<String, Object> body) {
        return Map.of("received", body);
    }

    @POST
    @Path("/conflict")
    public Response conflict() {
        return Response.status(409).header("x-reason", "twice").entity("It is there already").build();
    }
}
