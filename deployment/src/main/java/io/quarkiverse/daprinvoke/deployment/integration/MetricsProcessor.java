package io.quarkiverse.daprinvoke.deployment.integration;

import java.util.Optional;

import io.quarkiverse.daprinvoke.runtime.telemetry.CallMetrics;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.runtime.metrics.MetricsFactory;

/**
 * Calls are measured when the application has Micrometer.
 */
class MetricsProcessor {

    @BuildStep
    void measureCalls(DaprInvokeMetricsConfig config, Optional<MetricsCapabilityBuildItem> metrics,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (config.enabled() && metrics.isPresent() && metrics.get().metricsSupported(MetricsFactory.MICROMETER)) {
            // By name, so that the class is not loaded without Micrometer
            beans.produce(AdditionalBeanBuildItem.unremovableOf(CallMetrics.class.getName()));
        }
    }
}
