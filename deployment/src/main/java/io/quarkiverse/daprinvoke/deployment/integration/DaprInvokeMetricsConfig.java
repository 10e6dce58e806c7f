package io.quarkiverse.daprinvoke.deployment.integration;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Metrics of calls.
 */
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
@ConfigMapping(prefix = "quarkus.dapr-invoke.metrics")
public interface DaprInvokeMetricsConfig {

    /**
     * Whether calls are measured. Without the extension {@code quarkus-micrometer} they never are.
     */
    @WithDefault("true")
    boolean enabled();
}
