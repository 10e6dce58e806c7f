package io.quarkiverse.daprinvoke.test.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

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

class ProxyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(InvokeProxyResource.class);

    @Test
    void sendsToTheTargetOfThePath() {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        RestAssured.given().body("hello").post("/invoke/orders/create").then().statusCode(204);
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo("POST /v1.0/invoke/orders/method/create HTTP/1.1");
    }

    @Path("/invoke")
    public static class InvokeProxyResource {

        @Inject
        @DaprInvoke(appId = "{appId}", methodName = "{methodName}", httpVerb = "post")
        Emitter<String> output;

        @POST
        @Path("/{appId}/{methodName}")
        public Uni<Void> run(String body) {
            return output.send(body);
        }
    }
}
