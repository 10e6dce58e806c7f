package io.quarkiverse.daprinvoke.deployment.integration;

import java.util.List;

import io.quarkiverse.daprinvoke.deployment.emitter.DaprInvokeDotNames;
import io.quarkiverse.daprinvoke.deployment.restclient.DaprServiceBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;

/**
 * Adds the readiness check to an application with SmallRye Health.
 */
class HealthProcessor {

    /** By name, so that the class is not loaded without SmallRye Health. */
    private static final String CHECK = "io.quarkiverse.daprinvoke.runtime.health.SidecarHealthCheck";

    @BuildStep
    void readinessCheck(CombinedIndexBuildItem combinedIndex, List<DaprServiceBuildItem> services,
            DaprInvokeHealthConfig config, BuildProducer<HealthBuildItem> checks) {
        // The build finds the emitters only after all beans, and the check is a bean. So it depends on the annotation instead
        if (!services.isEmpty() || !combinedIndex.getIndex().getAnnotations(DaprInvokeDotNames.DAPR_INVOKE).isEmpty()) {
            checks.produce(new HealthBuildItem(CHECK, config.enabled()));
        }
    }
}
