package io.quarkiverse.daprinvoke.deployment.integration;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Traces of calls.
 */
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
@ConfigMapping(prefix = "quarkus.dapr-invoke.tracing")
public interface DaprInvokeTracingConfig {

    /**
     * Whether calls are traced, and carry the context of the trace. Without the extension {@code quarkus-opentelemetry} they
     * never are.
     */
    @WithDefault("true")
    boolean enabled();
}
