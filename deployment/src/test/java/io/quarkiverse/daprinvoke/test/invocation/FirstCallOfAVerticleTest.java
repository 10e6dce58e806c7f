package io.quarkiverse.daprinvoke.test.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/**
 * The resources that the first call creates belong to the application, not to the verticle of the call.
 */
class FirstCallOfAVerticleTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @Inject
    Vertx vertx;

    @Test
    void emittersServeAfterItHasEnded() throws Exception {
        SharedSidecar.get().answer((request, out) -> RawSidecar.ok(request.text()).to(request, out));
        String verticle = done(vertx.deployVerticle(new AbstractVerticle() {
            @Override
            public void start(Promise<Void> started) {
                emitter.send("first").subscribe().with(started::complete, started::fail);
            }
        }));
        done(vertx.undeploy(verticle));
        assertThat(Calls.item(emitter.request("second"))).isEqualTo("second");
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
