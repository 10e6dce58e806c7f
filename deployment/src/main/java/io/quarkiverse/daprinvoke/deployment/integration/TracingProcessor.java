package io.quarkiverse.daprinvoke.deployment.integration;

import io.quarkiverse.daprinvoke.runtime.telemetry.CallTraces;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;

/**
 * Calls are traced when the application has OpenTelemetry.
 */
class TracingProcessor {

    @BuildStep
    void traceCalls(DaprInvokeTracingConfig config, Capabilities capabilities,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (config.enabled() && capabilities.isPresent(Capability.OPENTELEMETRY_TRACER)) {
            // By name, so that the class is not loaded without OpenTelemetry
            beans.produce(AdditionalBeanBuildItem.unremovableOf(CallTraces.class.getName()));
        }
    }
}
