package io.quarkiverse.daprinvoke.test.invocation.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.DeafServer;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.FrozenServer;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;

/**
 * Calls to something that takes no connection, or reads nothing on the one it has, end within their timeouts and leave nothing
 * behind. There is one place for them and no queue, so that a call that kept it would be noticed.
 */
class UnresponsiveSidecarTest {

    private static final int LARGE = 20 * 1024 * 1024;

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("deaf", DeafServer.url())
            .overrideRuntimeConfigKey("frozen", FrozenServer.url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-wait-queue-size", "0");

    @Inject
    SidecarClient client;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", daprAddress = "${deaf}")
    RequestEmitter<String, String> deaf;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", daprAddress = "${frozen}")
    RequestEmitter<Buffer, String> frozen;

    @Test
    void thatTakesNoConnections() {
        for (int i = 0; i < 5; i++) {
            assertThat(Calls.failure(InvocationTimeoutException.class,
                    deaf.request(InvokeMethodParameters.of("x").timeout(Duration.ofMillis(100)))))
                    .matches(failure -> !failure.mayHaveBeenSent());
        }
    }

    @Test
    void thatReadsNothingIsNotSentTheRestLater() throws IOException {
        for (int i = 0; i < 2; i++) {
            Cancellable call = frozen.request(Buffer.buffer(new byte[LARGE])).subscribe().with(reply -> {
            });
            // However long the first connection takes: the call is given up once it has begun, and before more is read
            assertThat(FrozenServer.readNext(() -> {
                call.cancel();
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> client.inFlight().count() == 0);
            })).isPositive().isLessThan(LARGE);
        }
        assertThat(Calls.failure(InvocationTimeoutException.class, frozen.request(
                InvokeMethodParameters.of(Buffer.buffer(new byte[LARGE])).timeout(Duration.ofSeconds(2)))))
                .matches(InvocationTimeoutException::mayHaveBeenSent);
        assertThat(FrozenServer.readNext(() -> {
        })).isPositive().isLessThan(LARGE);
    }
}
