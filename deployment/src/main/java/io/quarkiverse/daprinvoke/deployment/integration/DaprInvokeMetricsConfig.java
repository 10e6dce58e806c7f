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
     * Whether metrics of calls are recorded. Metrics require the extension {@code quarkus-micrometer}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.metrics.enabled=false}
     */
    @WithDefault("true")
    boolean enabled();
}
