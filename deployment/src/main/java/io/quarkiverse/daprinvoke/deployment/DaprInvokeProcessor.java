package io.quarkiverse.daprinvoke.deployment;

import java.util.List;

import org.jboss.jandex.Type;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.runtime.Emitters;
import io.quarkiverse.daprinvoke.runtime.client.SidecarClient;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;

class DaprInvokeProcessor {

    static final String FEATURE = "dapr-invoke";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    ExtensionSslNativeSupportBuildItem sslNativeSupport() {
        return new ExtensionSslNativeSupportBuildItem(FEATURE);
    }

    @BuildStep
    void registerBeans(BuildProducer<AdditionalBeanBuildItem> beans) {
        // The annotation, because otherwise it is not known to be a qualifier
        beans.produce(new AdditionalBeanBuildItem(DaprInvoke.class));
        beans.produce(AdditionalBeanBuildItem.unremovableOf(Emitters.class));
        beans.produce(AdditionalBeanBuildItem.unremovableOf(SidecarClient.class));
    }

    @BuildStep
    void registerPayloadTypes(List<DaprEmitterBuildItem> emitters, BuildProducer<ReflectiveHierarchyBuildItem> types) {
        for (DaprEmitterBuildItem emitter : emitters) {
            for (Type argument : emitter.getType().asParameterizedType().arguments()) {
                Type type = argument.name().equals(DaprInvokeDotNames.INVOKE_RESPONSE)
                        ? argument.asParameterizedType().arguments().get(0)
                        : argument;
                if (!DaprInvokeDotNames.PLAIN_TYPES.contains(type.name())) {
                    types.produce(ReflectiveHierarchyBuildItem.builder(type)
                            .source(DaprInvokeProcessor.class.getSimpleName() + " > " + emitter.getPlaces().get(0)).build());
                }
            }
        }
    }
}
