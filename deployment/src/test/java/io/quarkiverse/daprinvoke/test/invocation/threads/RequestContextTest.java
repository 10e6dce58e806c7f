package io.quarkiverse.daprinvoke.test.invocation.threads;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * The outcome of a call that a REST request makes arrives within that request.
 */
class RequestContextTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @BeforeEach
    void answer() {
        SharedSidecar.get().answer((request, out) -> (request.text().equals("fail") ? RawSidecar.reply(500, "text/plain", "")
                : RawSidecar.ok("ok")).to(request, out));
    }

    @ParameterizedTest
    @CsvSource({ "event-loop,item,ok", "event-loop,fail,InvocationStatusException", "worker,item,ok",
            "worker,fail,InvocationStatusException" })
    void theRequestScopeAndTheContextAreThatOfTheRequest(String path, String payload, String outcome) {
        RestAssured.given().queryParam("payload", payload).get("/" + path).then().statusCode(200)
                .body(Matchers.equalTo(outcome + ", same context: true, scoped: " + payload));
    }

    @RequestScoped
    public static class Scoped {
        String value;

        public String getValue() {
            return value;
        }

        public void setValue(String value) {
            this.value = value;
        }
    }

    @Path("/")
    public static class Resource {

        @Inject
        Scoped scoped;

        @Inject
        @DaprInvoke(appId = "shop", methodName = "m")
        RequestEmitter<String, String> emitter;

        @GET
        @Path("event-loop")
        public Uni<String> onEventLoop(@QueryParam("payload") String payload) {
            return call(payload);
        }

        @GET
        @Path("worker")
        @Blocking
        public Uni<String> onWorker(@QueryParam("payload") String payload) {
            return call(payload);
        }

        private Uni<String> call(String payload) {
            Context context = Vertx.currentContext();
            scoped.setValue(payload);
            return emitter.request(payload).onFailure().recoverWithItem(failure -> failure.getClass().getSimpleName())
                    .map(outcome -> outcome + ", same context: " + (Vertx.currentContext() == context) + ", scoped: "
                            + scoped.getValue());
        }
    }
}
