package io.quarkiverse.daprinvoke.test.invocation.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Arrival;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * A retry keeps the context of the call: its outcome arrives on the Vert.x context and in the request of the caller, and its
 * placeholders have the values of that request.
 */
class RetryContextTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Arrival.class)
            .overrideRuntimeConfigKey("nobody", SharedSidecar.nobody())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.max-attempts", "3")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.initial-back-off", "5ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.verbs", "POST");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", daprAddress = "${nobody}")
    RequestEmitter<String, String> toNobody;

    private static final RawSidecar.Answer UNAVAILABLE = RawSidecar.reply(503, "text/plain", "later");

    @BeforeEach
    void forget() {
        sidecar.answer(RawSidecar.ok("ok"));
    }

    /** A call that ends in its third attempt. */
    private Uni<?> call(String outcome) {
        sidecar.answer(RawSidecar.inTurn(UNAVAILABLE, RawSidecar.hangUp(),
                outcome.equals("item") ? RawSidecar.ok("ok") : UNAVAILABLE));
        return outcome.equals("SidecarUnavailableException") ? toNobody.request("x") : emitter.request("x");
    }

    @ParameterizedTest
    @ValueSource(strings = { "item", "InvocationStatusException", "SidecarUnavailableException" })
    void thatOfAnEventLoop(String outcome) throws Exception {
        // Several, because one of them may happen to be that of the connection
        for (int i = 0; i < 3; i++) {
            Context context = ((VertxInternal) vertx).createEventLoopContext();
            assertThat(Arrival.on(context, call(outcome))).isEqualTo(new Arrival(outcome, context, true, false));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "item", "InvocationStatusException", "SidecarUnavailableException" })
    void thatOfARequestWhichIsADuplicatedOne(String outcome) throws Exception {
        for (int i = 0; i < 3; i++) {
            Context context = VertxContext.createNewDuplicatedContext(((VertxInternal) vertx).createEventLoopContext());
            context.putLocal("tenant", "acme");
            Arrival arrival = Arrival.on(context, call(outcome));
            assertThat(arrival.outcome()).isEqualTo(outcome);
            assertThat(arrival.context()).isSameAs(context);
            assertThat(arrival.context().<String> getLocal("tenant")).isEqualTo("acme");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "item", "InvocationStatusException", "SidecarUnavailableException" })
    void thatOfAWorkerVerticle(String outcome) throws Exception {
        CompletableFuture<Context> deployed = new CompletableFuture<>();
        String id = vertx.deployVerticle(new AbstractVerticle() {
            @Override
            public void start() {
                deployed.complete(context);
            }
        }, new DeploymentOptions().setWorker(true)).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        try {
            Context context = deployed.get(20, TimeUnit.SECONDS);
            assertThat(Arrival.on(context, call(outcome))).isEqualTo(new Arrival(outcome, context, false, true));
            // This waits for the call on the same context, which runs one task at a time
            CompletableFuture<String> reply = new CompletableFuture<>();
            call("item");
            context.runOnContext(v -> reply.complete(emitter.requestAndAwait("x")));
            assertThat(reply).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo("ok");
        } finally {
            vertx.undeploy(id).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "item", "InvocationStatusException", "SidecarUnavailableException" })
    void oneOfVertxIfThereWasNone(String outcome) throws Exception {
        Arrival arrival = Arrival.onThread(call(outcome));
        assertThat(arrival.outcome()).isEqualTo(outcome);
        assertThat(arrival.onEventLoop()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "event-loop", "worker" })
    void theRequestIsThatOfTheCall(String path) {
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        sidecar.answer(RawSidecar.inTurn(UNAVAILABLE, RawSidecar.hangUp(), (request, out) -> {
            seen.add(request.requestLine());
            return RawSidecar.ok("ok").to(request, out);
        }));
        RestAssured.get("/" + path + "/tea").then().statusCode(200)
                .body(Matchers.equalTo("ok, same context: true, scoped: tea"));
        List<String> lines = new ArrayList<>(seen);
        lines.add(sidecar.next().requestLine());
        lines.add(sidecar.next().requestLine());
        assertThat(lines).hasSize(3).containsOnly("POST /v1.0/invoke/shop/method/tea HTTP/1.1");
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
        @DaprInvoke(appId = "shop", methodName = "{item}")
        RequestEmitter<String, String> emitter;

        @GET
        @Path("event-loop/{item}")
        public Uni<String> onEventLoop(String item) {
            return call(item);
        }

        @GET
        @Path("worker/{item}")
        @Blocking
        public Uni<String> onWorker(String item) {
            return call(item);
        }

        private Uni<String> call(String item) {
            Context context = Vertx.currentContext();
            scoped.setValue(item);
            return emitter.request("x").map(reply -> reply + ", same context: " + (Vertx.currentContext() == context)
                    + ", scoped: " + scoped.getValue());
        }
    }
}
