package io.quarkiverse.daprinvoke.test.rest;

import static org.hamcrest.Matchers.equalTo;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;

/**
 * A mapper of the application for all exceptions answers failures of invocations too.
 */
class ExceptionMapperOfThrowableTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class, Mapper.class);

    @Test
    void answersTheFailure() {
        SharedSidecar.get().answer(RawSidecar.hangUp());
        RestAssured.given().body("hello").post("/orders").then().statusCode(418)
                .body(equalTo("own SidecarUnavailableException"));
    }

    @Provider
    public static class Mapper implements ExceptionMapper<Throwable> {

        @Override
        public Response toResponse(Throwable failure) {
            return Response.status(418).entity("own " + failure.getClass().getSimpleName()).build();
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
