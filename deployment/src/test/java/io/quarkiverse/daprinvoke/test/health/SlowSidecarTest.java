package io.quarkiverse.daprinvoke.test.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.health.Health.Readiness;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A sidecar that does not answer in time is not ready, and is asked no more.
 */
class SlowSidecarTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Health.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.health.timeout", "1s");

    @Inject
    @DaprInvoke(appId = "app", methodName = "method")
    Emitter<String> emitter;

    @Test
    void isNotReady() {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.silence());

        for (int i = 0; i < 3; i++) {
            assertThat(Readiness.now()).isEqualTo(new Readiness(503, List.of(
                    Health.down(Map.of(sidecar.url(), "not ready: no response")))));
            sidecar.awaitClosed(sidecar.next().connection());
        }
    }
}
