package io.quarkiverse.daprinvoke.test.placeholder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.context.ManagedExecutor;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;

/**
 * The current request is still available after every asynchronous step of the resource.
 */
class AsynchronousHopTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Proxy.class);

    @ParameterizedTest
    @ValueSource(strings = { "timer", "worker", "invocation", "vertx", "executor", "blocking", "await" })
    void pathParametersResolveBehind(String hop) {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        RestAssured.given().body("hello").post("/proxy/" + hop + "/42").then().statusCode(204);
        if (hop.equals("invocation")) {
            assertThat(sidecar.next().requestLine()).isEqualTo("POST /v1.0/invoke/orders/method/first HTTP/1.1");
        }
        assertThat(sidecar.next().requestLine()).isEqualTo("POST /v1.0/invoke/orders/method/find/42 HTTP/1.1");
    }

    @Path("/proxy")
    public static class Proxy {

        @Inject
        @DaprInvoke(appId = "orders", methodName = "find/{id}")
        Emitter<String> find;

        @Inject
        @DaprInvoke(appId = "orders", methodName = "first")
        Emitter<String> first;

        @Inject
        Vertx vertx;

        @Inject
        ManagedExecutor executor;

        @POST
        @Path("/timer/{id}")
        public Uni<Void> timer(String body) {
            return Uni.createFrom().item(body).onItem().delayIt().by(Duration.ofMillis(1)).chain(text -> find.send(text));
        }

        @POST
        @Path("/worker/{id}")
        public Uni<Void> worker(String body) {
            return Uni.createFrom().item(body).emitOn(Infrastructure.getDefaultWorkerPool()).chain(text -> find.send(text));
        }

        @POST
        @Path("/invocation/{id}")
        public Uni<Void> invocation(String body) {
            return first.send(body).chain(() -> find.send(body));
        }

        @POST
        @Path("/vertx/{id}")
        public Uni<Void> vertx(String body) {
            return Uni.createFrom().<String> emitter(em -> vertx.setTimer(1, id -> em.complete(body)))
                    .chain(text -> find.send(text));
        }

        @POST
        @Path("/executor/{id}")
        public CompletionStage<Void> executor(String body) {
            return executor.supplyAsync(() -> body).thenCompose(text -> find.send(text).subscribeAsCompletionStage());
        }

        @POST
        @Path("/blocking/{id}")
        @Blocking
        public void blocking(String body) {
            find.sendAndAwait(body);
        }

        @POST
        @Path("/await/{id}")
        @Blocking
        public void await(String body) {
            Uni.createFrom().item(body).onItem().delayIt().by(Duration.ofMillis(1)).await().indefinitely();
            find.sendAndAwait(body);
        }
    }
}
