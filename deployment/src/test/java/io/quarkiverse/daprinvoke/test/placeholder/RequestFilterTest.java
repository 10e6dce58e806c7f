package io.quarkiverse.daprinvoke.test.placeholder;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
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
 * Filters of a request: before it is matched there are no path parameters, afterwards there are.
 */
class RequestFilterTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Filters.class, Orders.class);

    @Test
    void aFilterBehindTheMatchingSeesPathParameters() {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        RestAssured.get("/orders/42").then().statusCode(200);
        assertThat(sidecar.next().requestLine()).isEqualTo("POST /v1.0/invoke/audit/method/seen/42 HTTP/1.1");
    }

    @Test
    void aFilterBeforeTheMatchingSeesNone() {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        RestAssured.given().header("early", "true").get("/orders/42").then().statusCode(400);
        RestAssured.get("/orders/43").then().statusCode(200);
        assertThat(sidecar.next().requestLine()).isEqualTo("POST /v1.0/invoke/audit/method/seen/43 HTTP/1.1");
    }

    public static class Filters {

        @Inject
        @DaprInvoke(appId = "audit", methodName = "seen/{id}")
        Emitter<String> audit;

        @ServerRequestFilter(preMatching = true)
        public Uni<Response> early(ContainerRequestContext request) {
            return request.getHeaderString("early") == null ? null : audit.send("early").replaceWith((Response) null);
        }

        @ServerRequestFilter
        public Uni<Response> late() {
            return audit.send("late").replaceWith((Response) null);
        }
    }

    @Path("/orders")
    public static class Orders {

        @GET
        @Path("/{id}")
        public String get() {
            return "found";
        }
    }
}
