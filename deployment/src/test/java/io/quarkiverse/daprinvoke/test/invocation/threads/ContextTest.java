package io.quarkiverse.daprinvoke.test.invocation.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Arrival;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;

/**
 * Every outcome of a call is delivered on the Vert.x context of the caller.
 */
class ContextTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Arrival.class).overrideRuntimeConfigKey("nobody", SharedSidecar.nobody())
            // So that the next call goes over the same connection, if that is still open
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", daprAddress = "${nobody}")
    RequestEmitter<String, String> toNobody;

    /** A call that ends as its name says. */
    private Uni<?> call(String outcome) {
        return switch (outcome) {
            case "item" -> {
                sidecar.answer(RawSidecar.ok("ok"));
                yield emitter.request("x");
            }
            case "sent" -> {
                sidecar.answer(RawSidecar.ok("ok"));
                yield emitter.send("x");
            }
            case "InvocationStatusException" -> {
                sidecar.answer(RawSidecar.reply(500, "text/plain", "no"));
                yield emitter.request("x");
            }
            case "IncompleteResponseException" -> {
                sidecar.answer(
                        (request, out) -> !RawSidecar.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n").to(request, out));
                yield emitter.request("x");
            }
            case "InvocationTimeoutException" -> {
                sidecar.answer(RawSidecar.silence());
                yield emitter.request(InvokeMethodParameters.of("x").timeout(Duration.ofMillis(300)));
            }
            case "SidecarUnavailableException" -> toNobody.request("x");
            case "InvalidInvocationTargetException" -> emitter.request(InvokeMethodParameters.of("x").appId(""));
            default -> throw new IllegalArgumentException(outcome);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = { "item", "sent", "InvocationStatusException", "IncompleteResponseException",
            "InvocationTimeoutException", "SidecarUnavailableException", "InvalidInvocationTargetException" })
    void thatOfAnEventLoop(String outcome) throws Exception {
        // Several, because one of them may happen to be that of the connection
        for (int i = 0; i < 3; i++) {
            Context context = ((VertxInternal) vertx).createEventLoopContext();
            Arrival arrival = Arrival.on(context, call(outcome));
            assertThat(arrival).isEqualTo(new Arrival(outcome, context, true, false));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "item", "sent", "InvocationStatusException", "IncompleteResponseException",
            "InvocationTimeoutException", "SidecarUnavailableException", "InvalidInvocationTargetException" })
    void thatOfARequestWhichIsADuplicatedOne(String outcome) throws Exception {
        for (int i = 0; i < 3; i++) {
            Context context = VertxContext.createNewDuplicatedContext(((VertxInternal) vertx).createEventLoopContext());
            context.putLocal("tenant", "acme");
            Arrival arrival = Arrival.on(context, call(outcome));
            assertThat(arrival.outcome()).isEqualTo(outcome);
            assertThat(arrival.context()).isSameAs(context);
            assertThat(arrival.context().<String> getLocal("tenant")).isEqualTo("acme");
            assertThat(arrival.onEventLoop()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "item", "sent", "InvocationStatusException", "IncompleteResponseException",
            "InvocationTimeoutException", "SidecarUnavailableException", "InvalidInvocationTargetException" })
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
            Arrival arrival = Arrival.on(context, call(outcome));
            assertThat(arrival).isEqualTo(new Arrival(outcome, context, false, true));
        } finally {
            vertx.undeploy(id).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "item", "sent", "InvocationStatusException", "IncompleteResponseException",
            "InvocationTimeoutException", "SidecarUnavailableException" })
    void oneOfVertxIfThereWasNone(String outcome) throws Exception {
        Arrival arrival = Arrival.onThread(call(outcome));
        assertThat(arrival.outcome()).isEqualTo(outcome);
        assertThat(arrival.onEventLoop()).isTrue();
    }

    @Test
    void evenIfTheConnectionIsThatOfAnotherContext() throws Exception {
        Context first = ((VertxInternal) vertx).createEventLoopContext();
        assertThat(Arrival.on(first, call("item")).context()).isSameAs(first);
        int connection = sidecar.next().connection();
        // Of the same event loop, because other event loops have separate connections
        Context second = ((VertxInternal) vertx).createEventLoopContext(((ContextInternal) first).nettyEventLoop(), null, null);
        assertThat(Arrival.on(second, call("item")).context()).isSameAs(second);
        assertThat(sidecar.next().connection()).isEqualTo(connection);
    }
}
