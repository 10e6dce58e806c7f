package io.quarkiverse.daprinvoke.deployment.integration;

import java.util.List;

import io.quarkiverse.daprinvoke.deployment.emitter.DaprInvokeDotNames;
import io.quarkiverse.daprinvoke.deployment.restclient.DaprServiceBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;

/**
 * What an application with SmallRye Health gets on top.
 */
class HealthProcessor {

    /** By name, so that nothing of SmallRye Health is loaded without it. */
    private static final String CHECK = "io.quarkiverse.daprinvoke.runtime.health.SidecarHealthCheck";

    @BuildStep
    void readinessCheck(CombinedIndexBuildItem combinedIndex, List<DaprServiceBuildItem> services,
            DaprInvokeHealthConfig config, BuildProducer<HealthBuildItem> checks) {
        // Emitters are known only once all beans are, of which the check is one
        if (!services.isEmpty() || !combinedIndex.getIndex().getAnnotations(DaprInvokeDotNames.DAPR_INVOKE).isEmpty()) {
            checks.produce(new HealthBuildItem(CHECK, config.enabled()));
        }
    }
}
