package io.quarkiverse.daprinvoke.test.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;

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
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.LateServer;
import io.quarkiverse.daprinvoke.test.support.TlsSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A connection that is ready only after all calls that waited for it have timed out is closed after the idle timeout: no call
 * uses it.
 */
class LateConnectionTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:" + LateServer.port())
            .overrideRuntimeConfigKey("tls", "https://localhost:" + LateServer.port())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.http-version", "2")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.health.timeout", "100ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.idle-timeout", "1s")
            .overrideRuntimeConfigKey("quarkus.tls.trust-store.p12.path", TlsSidecar.trustStore().toString())
            .overrideRuntimeConfigKey("quarkus.tls.trust-store.p12.password", TlsSidecar.PASSWORD);

    @Inject
    SidecarClient client;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "orders")
    RequestEmitter<String, String> clear;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "orders", daprAddress = "${tls}")
    RequestEmitter<String, String> tls;

    @Test
    void isClosedIfItsSettingsWereLate() throws IOException {
        isNotSent(clear);
        LateServer.sendSettings();
    }

    @Test
    void isClosedIfItWasForAHealthCheck() throws IOException {
        assertThat(Calls.failure(CompletionException.class, client.askHealth(client.configuredSidecar())))
                .hasMessageContaining("100 ms");
        LateServer.sendSettings();
    }

    @Test
    void isClosedIfItsTlsHandshakeWasLate() throws IOException {
        isNotSent(tls);
        LateServer.shakeHands();
    }

    private static void isNotSent(RequestEmitter<String, String> emitter) {
        assertThat(Calls.failure(InvocationTimeoutException.class,
                emitter.request(InvokeMethodParameters.of("x").timeout(Duration.ofMillis(100)))))
                .matches(failure -> !failure.mayHaveBeenSent());
        // Vert.x ends its wait for the connection just after the call has ended
        Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
    }
}
