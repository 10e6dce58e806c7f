package io.quarkiverse.daprinvoke.deployment.integration;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * The readiness check of the sidecar.
 */
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
@ConfigMapping(prefix = "quarkus.dapr-invoke.health")
public interface DaprInvokeHealthConfig {

    /**
     * Whether the readiness of the application includes the readiness of the sidecars of its emitters and REST Client
     * interfaces. The check requires the extension {@code quarkus-smallrye-health} and at least one emitter or interface.
     * <p>
     * Example: {@code quarkus.dapr-invoke.health.enabled=false}
     */
    @WithDefault("true")
    boolean enabled();
}
