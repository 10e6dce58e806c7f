package io.quarkiverse.daprinvoke.test.rest;

import static org.hamcrest.Matchers.equalTo;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;

/**
 * A mapper of the application for one kind of failure leaves the others to ours.
 */
class ServerExceptionMapperOfOneKindTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class, Mappers.class);

    @Test
    void answersThatKind() {
        SharedSidecar.get().answer(RawSidecar.json(409, "{}"));
        assertAnswer(418, "own 409");
    }

    @Test
    void leavesTheOthers() {
        SharedSidecar.get().answer(RawSidecar.hangUp());
        assertAnswer(503,
                "{\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\"The Dapr sidecar is not available\"}");
    }

    private static void assertAnswer(int status, String body) {
        RestAssured.given().body("hello").post("/orders").then().statusCode(status).body(equalTo(body));
    }

    public static class Mappers {

        @ServerExceptionMapper
        public Response map(InvocationStatusException failure) {
            return Response.status(418).entity("own " + failure.statusCode()).build();
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
