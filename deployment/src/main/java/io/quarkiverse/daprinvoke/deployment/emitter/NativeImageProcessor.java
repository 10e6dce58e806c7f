package io.quarkiverse.daprinvoke.deployment.emitter;

import java.util.List;
import java.util.Set;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;

/**
 * Registers classes for native executables.
 */
class NativeImageProcessor {

    private static final Set<DotName> AROUND_VALUES = Set.of(DaprInvokeDotNames.INVOKE_RESPONSE, DaprInvokeDotNames.OPTIONAL,
            DaprInvokeDotNames.MULTI, DaprInvokeDotNames.SERVER_SENT_EVENT);

    @BuildStep
    ExtensionSslNativeSupportBuildItem sslNativeSupport() {
        return new ExtensionSslNativeSupportBuildItem(DaprInvokeProcessor.FEATURE);
    }

    /** Jackson reads and writes classes by reflection. */
    @BuildStep
    void registerPayloadTypes(List<DaprEmitterBuildItem> emitters, CombinedIndexBuildItem combinedIndex,
            BuildProducer<ReflectiveHierarchyBuildItem> hierarchies) {
        for (DaprEmitterBuildItem emitter : emitters) {
            String source = "@DaprInvoke > " + emitter.getPlaces().get(0);
            PayloadHierarchies found = new PayloadHierarchies(combinedIndex.getIndex());
            for (Type argument : emitter.getType().asParameterizedType().arguments()) {
                found.add(valueOf(argument));
            }
            for (Type type : found.roots()) {
                hierarchies.produce(ReflectiveHierarchyBuildItem.builder(type).source(source).build());
            }
        }
    }

    /** Wrapper types such as Optional are not read from JSON, their values are. */
    private static Type valueOf(Type type) {
        return type.kind() == Type.Kind.PARAMETERIZED_TYPE && AROUND_VALUES.contains(type.name())
                ? valueOf(type.asParameterizedType().arguments().get(0))
                : type;
    }
}
