package io.quarkiverse.daprinvoke.test.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * The response to the client of a resource after a failed invocation: the kind of failure, without the target and the response
 * of the called application.
 */
class ProblemDetailsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class, Order.class, Refusing.class);

    private final RawSidecar sidecar = SharedSidecar.get();

    @Test
    void anInvalidTargetIsABadRequest() {
        sidecar.answer(RawSidecar.ok(""));
        assertProblem("/orders/find/a%2Fb", 400, "Bad Request",
                "The request leads to an invocation that is not allowed");
    }

    @Test
    void anAbsentSidecarIsServiceUnavailable() {
        sidecar.answer(RawSidecar.hangUp());
        assertProblem("/orders/find/42", 503, "Service Unavailable", "The Dapr sidecar is not available");
    }

    @Test
    void aTimeoutIsAGatewayTimeout() {
        sidecar.answer(RawSidecar.silence());
        assertProblem("/orders/impatient", 504, "Gateway Timeout", "The invoked application did not respond in time");
    }

    @Test
    void anErrorOfTheSidecarIsABadGateway() {
        sidecar.answer(RawSidecar.json(500,
                "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"failed to invoke, id: secret\"}"));
        assertProblem("/orders/find/42", 502, "Bad Gateway", "The invocation of another application failed");
    }

    @Test
    void anErrorOfTheCalledApplicationIsABadGatewayWhateverItsStatus() {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 404 X\r\nSet-Cookie: secret\r\nContent-Length: 6\r\n\r\n",
                "secret".getBytes()));
        assertProblem("/orders/find/42", 502, "Bad Gateway", "The invocation of another application failed");
    }

    @Test
    void aReplyThatCannotBeReadIsABadGateway() {
        sidecar.answer(RawSidecar.json(200, "secret"));
        assertProblem("/orders/read", 502, "Bad Gateway", "The invocation of another application failed");
    }

    @Test
    void aPayloadThatCannotBeWrittenIsAnInternalError() {
        sidecar.answer(RawSidecar.ok(""));
        assertProblem("/orders/write", 500, "Internal Server Error", "The payload of an invocation could not be encoded");
    }

    @Test
    void aFilterThatFailsIsAnInternalError() {
        sidecar.answer(RawSidecar.ok(""));
        assertProblem("/orders/refused", 500, "Internal Server Error", "An invocation could not be prepared");
        assertThat(sidecar.pending()).isZero();
    }

    @Test
    void aFailureThatIsThrownIsAnsweredLikeOneThatIsReturned() {
        sidecar.answer(RawSidecar.hangUp());
        assertProblem("/orders/await", 503, "Service Unavailable", "The Dapr sidecar is not available");
    }

    private static void assertProblem(String path, int status, String title, String detail) {
        Response response = RestAssured.given().urlEncodingEnabled(false).body("hello").post(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.header("Set-Cookie")).isNull();
        assertThat(response.body().asString())
                .isEqualTo("{\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + detail + "\"}");
    }

    public static class Order {

        public String getId() {
            throw new IllegalStateException("secret");
        }
    }

    @ForEmitters("refused")
    @Singleton
    public static class Refusing implements InvocationFilter {

        @Override
        public Uni<Void> filter(OutgoingInvocation call) {
            throw new IllegalStateException("secret");
        }
    }

    @Path("/orders")
    public static class Orders {

        @Inject
        @DaprInvoke(appId = "orders", methodName = "find/{id}")
        Emitter<String> find;

        @Inject
        @DaprInvoke(appId = "orders", methodName = "create")
        Emitter<Order> create;

        @Inject
        @DaprInvoke(appId = "orders", methodName = "create")
        RequestEmitter<String, JsonObject> read;

        @Inject
        @DaprInvoke(name = "refused", appId = "orders", methodName = "refused")
        Emitter<String> refused;

        @POST
        @Path("/find/{id}")
        public Uni<Void> find(String body) {
            return find.send(body);
        }

        @POST
        @Path("/impatient")
        public Uni<Void> impatient(String body) {
            return find.send(InvokeMethodParameters.of(body).binding("id", "42").timeout(Duration.ofMillis(50)));
        }

        @POST
        @Path("/read")
        public Uni<String> read(String body) {
            return read.request(body).map(JsonObject::encode);
        }

        @POST
        @Path("/write")
        public Uni<Void> write() {
            return create.send(new Order());
        }

        @POST
        @Path("/refused")
        public Uni<Void> refused(String body) {
            return refused.send(body);
        }

        @POST
        @Path("/await")
        @Blocking
        public String await(String body) {
            return read.requestAndAwait(body).encode();
        }
    }
}
