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
     * Whether each call has a span and propagates the trace context. Traces require the extension
     * {@code quarkus-opentelemetry}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.tracing.enabled=false}
     */
    @WithDefault("true")
    boolean enabled();
}
