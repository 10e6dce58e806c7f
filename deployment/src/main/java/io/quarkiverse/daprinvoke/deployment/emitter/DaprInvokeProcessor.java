package io.quarkiverse.daprinvoke.deployment.emitter;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.runtime.Emitters;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.FeatureBuildItem;

class DaprInvokeProcessor {

    static final String FEATURE = "dapr-invoke";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    void registerBeans(BuildProducer<AdditionalBeanBuildItem> beans) {
        // The annotation, because otherwise it is not known to be a qualifier
        beans.produce(new AdditionalBeanBuildItem(DaprInvoke.class));
        beans.produce(AdditionalBeanBuildItem.unremovableOf(Emitters.class));
        beans.produce(AdditionalBeanBuildItem.unremovableOf(SidecarClient.class));
    }
}
