package io.quarkiverse.daprinvoke.test.rest;

import static org.hamcrest.Matchers.equalTo;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;

/**
 * Mappers for all exceptions that another build has, or one resource alone, leave the others to ours.
 */
class ExceptionMapperOfOtherProfileTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class, Local.class, Mapper.class, Mappers.class);

    @Test
    void leavesTheFailureToOurs() {
        SharedSidecar.get().answer(RawSidecar.hangUp());
        RestAssured.given().body("hello").post("/orders").then().statusCode(503)
                .body("detail", equalTo("The Dapr sidecar is not available"));
    }

    @Test
    void theOneOfAResourceAnswersItsOwn() {
        SharedSidecar.get().answer(RawSidecar.hangUp());
        RestAssured.given().body("hello").post("/local").then().statusCode(418).body(equalTo("local"));
    }

    @Provider
    @IfBuildProfile("staging")
    public static class Mapper implements ExceptionMapper<Throwable> {

        @Override
        public Response toResponse(Throwable failure) {
            return Response.status(418).entity("own").build();
        }
    }

    @IfBuildProfile("staging")
    public static class Mappers {

        @ServerExceptionMapper
        public Response map(RuntimeException failure) {
            return Response.status(418).entity("own").build();
        }
    }

    @Path("/local")
    public static class Local extends Orders {

        @ServerExceptionMapper
        public Response map(Exception failure) {
            return Response.status(418).entity("local").build();
        }
    }

    @Path("/orders")
    public static class Orders {

        @Inject
        @DaprInvoke(appId = "orders", methodName = "create")
        Emitter<String> create;

        @POST
        public Uni<Void> create(String body) {
            return create.send(body);
        }
    }
}
