package io.quarkiverse.daprinvoke.production.observed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * The gauges with fewer connections than calls.
 */
@QuarkusTest
@TestProfile(QueuedCallMetricsTest.TwoConnections.class)
class QueuedCallMetricsTest {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Inject
    Calls calls;

    @ConfigProperty(name = "quarkus.dapr-invoke.endpoint")
    String endpoint;

    @Test
    void callsWithoutAConnectionAreInTheQueue() {
        sidecar.on("shop", "").neverAnswer();
        List<Cancellable> running = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            running.add(calls.root.send("x").subscribe().with(sent -> {
            }));
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> sidecar.verify("shop", "").times(2));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertGauges(5, 3));
        // One of those that wait
        running.get(4).cancel();
        assertGauges(4, 2);
        running.forEach(Cancellable::cancel);
        assertGauges(0, 0);
    }

    private void assertGauges(int active, int queue) {
        assertThat(List.of("dapr_invoke_active", "dapr_invoke_queue")).extracting(name -> Metrics.samples(name).stream()
                .filter(sample -> sample.labels().get("sidecar").equals(endpoint)).findFirst().orElseThrow().value())
                .containsExactly((double) active, (double) queue);
    }

    public static class TwoConnections extends Observed {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("quarkus.dapr-invoke.pool-size", "2");
            return overrides;
        }
    }
}
