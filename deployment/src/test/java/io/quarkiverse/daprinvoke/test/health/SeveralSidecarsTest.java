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
import io.quarkiverse.daprinvoke.test.support.RawSidecar.Request;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkiverse.daprinvoke.test.support.TlsSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * All sidecars that emitters use are asked, each as it is called, and none that no emitter uses.
 */
class SeveralSidecarsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Health.app()
            // No emitter uses this sidecar
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SharedSidecar.get().url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "s3cret")
            .overrideRuntimeConfigKey("quarkus.tls.trust-store.p12.path", TlsSidecar.trustStore().toString())
            .overrideRuntimeConfigKey("quarkus.tls.trust-store.p12.password", TlsSidecar.PASSWORD)
            .overrideRuntimeConfigKey("other", SharedSidecar.other().url() + "/base/")
            .overrideRuntimeConfigKey("tls", TlsSidecar.url())
            .overrideRuntimeConfigKey("nobody", SharedSidecar.nobody());

    @Inject
    @DaprInvoke(appId = "app", methodName = "method", daprAddress = "${other}")
    Emitter<String> other;

    @Inject
    @DaprInvoke(appId = "app", methodName = "again", daprAddress = "${other}")
    Emitter<String> otherAgain;

    @Inject
    @DaprInvoke(appId = "app", methodName = "method", daprAddress = "${tls}")
    Emitter<String> tls;

    @Inject
    @DaprInvoke(appId = "app", methodName = "method", daprAddress = "${nobody}")
    Emitter<String> nobody;

    @Test
    void areAllAsked() {
        SharedSidecar.get().answer(RawSidecar.ok(""));
        SharedSidecar.other().answer(RawSidecar.ok(""));
        TlsSidecar.get().answer(RawSidecar.ok(""));

        assertThat(Readiness.now()).isEqualTo(new Readiness(503, List.of(Health.down(Map.of(
                SharedSidecar.other().url() + "/base", "ready",
                TlsSidecar.url(), "ready",
                SharedSidecar.nobody(), "not ready: no response")))));

        Request request = SharedSidecar.other().next();
        assertThat(request.requestLine()).isEqualTo("GET /base/v1.0/healthz/outbound HTTP/1.1");
        assertThat(request.header("dapr-api-token")).isEmpty();
        assertThat(SharedSidecar.other().pending()).isZero();
        assertThat(TlsSidecar.get().next().header("dapr-api-token")).isEmpty();
        assertThat(SharedSidecar.get().pending()).isZero();
    }
}
