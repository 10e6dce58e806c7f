package io.quarkiverse.daprinvoke.test.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * All properties of the sidecar become annotations of the pods.
 */
class ConfiguredAnnotationsTest {

    private static final Map<String, String> WRITTEN_AS_CONFIGURED = Map.ofEntries(
            Map.entry("enabled", "true"),
            Map.entry("app-id", "shop-2"),
            Map.entry("app-port", "9443"),
            Map.entry("app-protocol", "https"),
            Map.entry("app-max-concurrency", "7"),
            Map.entry("api-token-secret", "name-of-secret"),
            Map.entry("app-token-secret", "name-of-other"),
            Map.entry("config", "tracing"),
            Map.entry("log-level", "debug"),
            Map.entry("log-as-json", "true"),
            Map.entry("enable-api-logging", "false"),
            Map.entry("sidecar-image", "registry.example/daprd:1.18.3"),
            Map.entry("sidecar-cpu-request", "100m"),
            Map.entry("sidecar-cpu-limit", "300m"),
            Map.entry("sidecar-memory-request", "64Mi"),
            Map.entry("sidecar-memory-limit", "256Mi"),
            Map.entry("max-body-size", "16Mi"),
            Map.entry("read-buffer-size", "16Ki"),
            Map.entry("graceful-shutdown-seconds", "10"),
            Map.entry("unix-domain-socket-path", "/run/dapr"),
            Map.entry("enable-app-health-check", "true"),
            Map.entry("app-health-check-path", "/q/health/live"),
            Map.entry("app-health-probe-interval", "6"),
            Map.entry("app-health-probe-timeout", "400"),
            Map.entry("app-health-threshold", "4"),
            Map.entry("disable-builtin-k8s-secret-store", "true"));

    @RegisterExtension
    static final QuarkusProdModeTest APP = app();

    @ProdBuildResults
    ProdModeTestResults build;

    private static QuarkusProdModeTest app() {
        QuarkusProdModeTest app = Manifests.app()
                .overrideConfigKey("quarkus.kubernetes.deployment-kind", "StatefulSet")
                .overrideConfigKey("quarkus.dapr-invoke.kubernetes.env.SECOND", "2=two")
                .overrideConfigKey("quarkus.dapr-invoke.kubernetes.env.FIRST", "1")
                .overrideConfigKey("quarkus.dapr-invoke.kubernetes.block-shutdown-duration", "2s")
                .overrideConfigKey("quarkus.dapr-invoke.kubernetes.annotations.volume-mounts", "volume:/mnt");
        WRITTEN_AS_CONFIGURED
                .forEach((name, value) -> app.overrideConfigKey("quarkus.dapr-invoke.kubernetes." + name, value));
        return app;
    }

    @Test
    void areThoseOfPods() {
        Map<String, String> expected = new TreeMap<>(WRITTEN_AS_CONFIGURED);
        expected.put("env", "FIRST=1,SECOND=2=two");
        expected.put("block-shutdown-duration", "2000ms");
        expected.put("volume-mounts", "volume:/mnt");
        assertThat(Manifests.text(build, "kubernetes")).contains("kind: StatefulSet");
        assertThat(Manifests.ofPods(build, "kubernetes")).containsExactlyEntriesOf(expected);
    }
}
