package io.quarkiverse.daprinvoke.test.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.support.AllEventLoops;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.Http2Sidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * A call that is cancelled while its connection is being made costs a stream of that connection for ever. Before all are lost,
 * the connection is left to the calls that it has, and the next ones have another.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Http2LostStreamTest {

    private static final Http2Sidecar SIDECAR = Http2Sidecar.ofFour();

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(AllEventLoops.class)
            .overrideRuntimeConfigKey("quarkus.vertx.event-loops-pool-size", "2")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SIDECAR.url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.http-version", "2")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.shutdown-timeout", "0s");

    final BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();

    @Inject
    Vertx vertx;

    @Inject
    SidecarClient client;

    @Inject
    @DaprInvoke(appId = "app", methodName = "{method}")
    RequestEmitter<String, String> emitter;

    private static InvokeMethodParameters<String> call(String method, String body) {
        return InvokeMethodParameters.of(body).binding("method", method);
    }

    /**
     * Starts a call that is not answered, and another that is cancelled, both before there is a connection.
     *
     * @return answers the first
     */
    private Runnable loseAStream(Context eventLoop) throws InterruptedException {
        eventLoop.runOnContext(v -> {
            emitter.request(call("SILENCE", "first")).subscribe().with(outcomes::add, outcomes::add);
            emitter.request(call("ECHO", "cancelled")).subscribe().with(outcomes::add, outcomes::add).cancel();
        });
        return SIDECAR.silent();
    }

    @Test
    @Order(1)
    void costsNoOtherCall() throws Exception {
        Context eventLoop = AllEventLoops.of(vertx).get(0);
        int before = SIDECAR.connections();
        Runnable answer = loseAStream(eventLoop);
        for (int i = 0; i < 8; i++) {
            eventLoop.runOnContext(v -> emitter.request(call("ECHO", "later")).subscribe().with(outcomes::add, outcomes::add));
            assertThat(outcomes.poll(20, TimeUnit.SECONDS)).isEqualTo("later");
            assertThat(SIDECAR.next().body()).isEqualTo("later");
        }
        assertThat(SIDECAR.connections() - before).isEqualTo(2);
        answer.run();
        assertThat(outcomes.poll(20, TimeUnit.SECONDS)).isEqualTo("{\"id\":7}");
    }

    @Test
    @Order(2)
    void endsWithTheApplication() throws Exception {
        loseAStream(AllEventLoops.of(vertx).get(1));
        client.stop();
        assertThat(outcomes.poll(20, TimeUnit.SECONDS)).isInstanceOfSatisfying(SidecarUnavailableException.class,
                failure -> {
                    assertThat(failure).hasMessageStartingWith("The application stopped before POST app/SILENCE was completed");
                    assertThat(failure.mayHaveBeenSent()).isTrue();
                });
        assertThat(client.inFlight().count()).isZero();
        assertThat(Calls.failure(SidecarUnavailableException.class, emitter.request(call("ECHO", "late"))))
                .matches(failure -> !failure.mayHaveBeenSent());
    }
}
