package io.quarkiverse.daprinvoke.test.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.health.Health.Readiness;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application that is stopping is not ready, and says so at once.
 */
class StoppedClientTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Health.app()
            // Nobody would wait for that
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.health.timeout", "1h")
            .setLogRecordPredicate(record -> record.getLevel().getName().equals("ERROR"))
            .assertLogRecords(records -> assertThat(records).isEmpty());

    @Inject
    @DaprInvoke(appId = "app", methodName = "method")
    Emitter<String> emitter;

    @Inject
    SidecarClient client;

    @Test
    void isNotReady() {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        assertThat(Readiness.now().status()).isEqualTo(200);

        client.stop();

        assertThat(Readiness.now()).isEqualTo(new Readiness(503, List.of(
                Health.down(Map.of(sidecar.url(), "not ready: no response")))));
    }
}
