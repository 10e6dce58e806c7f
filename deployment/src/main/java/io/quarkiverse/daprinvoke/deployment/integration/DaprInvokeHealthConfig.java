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
     * Whether an application with {@code quarkus-smallrye-health} and at least one emitter is ready only if the sidecars of
     * its emitters are.
     */
    @WithDefault("true")
    boolean enabled();
}
