package io.quarkiverse.daprinvoke.test.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.context.ManagedExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationFilterException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.quarkiverse.daprinvoke.test.support.Arrival;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * Filters run on the Vert.x context of the call, with the request context in which it was made, before each attempt.
 */
class FilterContextTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Arrival.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.max-attempts", "2")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.initial-back-off", "5ms");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "put")
    RequestEmitter<String, String> emitter;

    @Inject
    @DaprInvoke(name = "scoped", appId = "shop", methodName = "m", httpVerb = "put")
    RequestEmitter<String, String> ofARequestScopedFilter;

    @RequestScoped
    public static class Tenant {
        String name = "none";

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    /** Writes down where it runs, and lets its Uni end on a thread that has nothing to do with the call. */
    @Singleton
    static class Where implements InvocationFilter {

        @Inject
        Tenant tenant;

        @Override
        public Uni<Void> filter(OutgoingInvocation call) {
            call.header("x-context", String.valueOf(System.identityHashCode(Vertx.currentContext())));
            call.header("x-thread", Thread.currentThread().getName());
            call.header("x-tenant", Arc.container().requestContext().isActive() ? tenant.getName() : "no request");
            return Uni.createFrom().voidItem().emitOn(task -> new Thread(task).start());
        }

        @Override
        public boolean everyAttempt() {
            return true;
        }
    }

    @ForEmitters("scoped")
    @RequestScoped
    static class Scoped implements InvocationFilter {

        @Inject
        Tenant tenant;

        @Override
        public Uni<Void> filter(OutgoingInvocation call) {
            call.header("x-scoped", tenant.getName());
            return Uni.createFrom().voidItem();
        }
    }

    @BeforeEach
    void answerTheSecondAttempt() {
        sidecar.answer(RawSidecar.inTurn(RawSidecar.reply(503, "", ""), RawSidecar.ok("ok")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "event-loop", "worker", "await", "managed-executor" })
    void isThatOfTheRequest(String path) {
        String contextOfResource = RestAssured.given().queryParam("tenant", path).get("/" + path).then().statusCode(200)
                .extract().asString();
        for (int attempt = 0; attempt < 2; attempt++) {
            RawSidecar.Request request = sidecar.next();
            assertThat(request.header("x-tenant")).containsExactly(path);
            assertThat(request.header("x-scoped")).containsExactly(path);
            assertThat(request.header("x-thread").get(0)).startsWith("vert.x-eventloop-thread-");
            if (!path.equals("managed-executor")) {
                assertThat(request.header("x-context")).containsExactly(contextOfResource);
            }
        }
    }

    @Test
    void isThatOfAnEventLoop() throws Exception {
        Context context = ((VertxInternal) vertx).createEventLoopContext();
        assertThat(Arrival.on(context, emitter.request("x"))).isEqualTo(new Arrival("item", context, true, false));
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(sidecar.next().header("x-context"))
                    .containsExactly(String.valueOf(System.identityHashCode(context)));
        }
    }

    @Test
    void isAnEventLoopIfThereWasNone() throws Exception {
        assertThat(Arrival.onThread(emitter.request("x")).onEventLoop()).isTrue();
        assertThat(sidecar.next().header("x-thread").get(0)).startsWith("vert.x-eventloop-thread-");
    }

    @Test
    void isThatOfAWorkerVerticleUnlessItsThreadWaits() throws Exception {
        CompletableFuture<Context> deployed = new CompletableFuture<>();
        String id = vertx.deployVerticle(new AbstractVerticle() {
            @Override
            public void start() {
                deployed.complete(context);
            }
        }, new DeploymentOptions().setWorker(true)).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        try {
            Context context = deployed.get(20, TimeUnit.SECONDS);
            assertThat(Arrival.on(context, emitter.request("x"))).isEqualTo(new Arrival("item", context, false, true));
            assertThat(sidecar.next().header("x-thread").get(0)).startsWith("executor-thread-");
            answerTheSecondAttempt();
            CompletableFuture<String> reply = new CompletableFuture<>();
            context.runOnContext(v -> reply.complete(emitter.requestAndAwait("x")));
            assertThat(reply).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo("ok");
            assertThat(sidecar.next().header("x-thread").get(0)).startsWith("vert.x-eventloop-thread-");
        } finally {
            vertx.undeploy(id).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void aRequestScopedFilterFailsCallsOutsideOfARequest() {
        sidecar.answer(RawSidecar.ok("ok"));
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        // A test method itself is within a request
        new Thread(() -> ofARequestScopedFilter.request("x").subscribe().with(reply -> failure.complete(null),
                failure::complete)).start();
        assertThat(failure).succeedsWithin(20, TimeUnit.SECONDS)
                .satisfies(thrown -> assertThat(thrown).isInstanceOf(InvocationFilterException.class)
                        .hasStackTraceContaining(ContextNotActiveException.class.getName()));
        Calls.assertNothingSentBefore(emitter.request("x"), "PUT /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    @Path("/")
    public static class Resource {

        @Inject
        Tenant tenant;

        @Inject
        ManagedExecutor executor;

        @Inject
        @DaprInvoke(name = "scoped", appId = "shop", methodName = "m", httpVerb = "put")
        RequestEmitter<String, String> emitter;

        @GET
        @Path("event-loop")
        public Uni<String> onEventLoop(@QueryParam("tenant") String name) {
            return call(name);
        }

        @GET
        @Path("worker")
        @Blocking
        public Uni<String> onWorker(@QueryParam("tenant") String name) {
            return call(name);
        }

        @GET
        @Path("await")
        @Blocking
        public String await(@QueryParam("tenant") String name) {
            tenant.setName(name);
            emitter.requestAndAwait("x");
            return String.valueOf(System.identityHashCode(Vertx.currentContext()));
        }

        @GET
        @Path("managed-executor")
        public Uni<String> onManagedExecutor(@QueryParam("tenant") String name) {
            tenant.setName(name);
            return Uni.createFrom().completionStage(() -> executor.supplyAsync(() -> emitter.requestAndAwait("x")));
        }

        private Uni<String> call(String name) {
            String context = String.valueOf(System.identityHashCode(Vertx.currentContext()));
            tenant.setName(name);
            return emitter.request("x").replaceWith(context);
        }
    }
}
