package io.quarkiverse.daprinvoke.production.observed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * An application whose OpenTelemetry is off where it runs.
 */
@QuarkusTest
@TestProfile(DisabledSdkTest.Disabled.class)
class DisabledSdkTest {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Inject
    Calls calls;

    @Inject
    Spans spans;

    @Test
    void callsHaveNoSpansAndNoContext() {
        sidecar.on("shop", "").reply(204);
        calls.root.send("x").await().atMost(Duration.ofSeconds(20));
        calls.proxy.send("x").onFailure().recoverWithNull().await().atMost(Duration.ofSeconds(20));
        assertThat(spans.ended()).isEmpty();
        sidecar.verify("shop", "").where(call -> call.header("traceparent") == null).once();
    }

    public static class Disabled extends Observed {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("quarkus.otel.sdk.disabled", "true");
            return overrides;
        }
    }
}
