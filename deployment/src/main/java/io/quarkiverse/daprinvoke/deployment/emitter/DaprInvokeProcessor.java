package io.quarkiverse.daprinvoke.deployment.emitter;

import org.jboss.jandex.DotName;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.runtime.Emitters;
import io.quarkiverse.daprinvoke.runtime.filter.Filters;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanDefiningAnnotationBuildItem;
import io.quarkus.arc.processor.BuiltinScope;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.FeatureBuildItem;

class DaprInvokeProcessor {

    static final String FEATURE = "dapr-invoke";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    /** Without this, a filter with the annotation and without a scope would silently not be a bean. */
    @BuildStep
    BeanDefiningAnnotationBuildItem filtersAreBeans() {
        return new BeanDefiningAnnotationBuildItem(DotName.createSimple(ForEmitters.class), BuiltinScope.SINGLETON.getName());
    }

    @BuildStep
    void registerBeans(BuildProducer<AdditionalBeanBuildItem> beans) {
        // Indexes the annotations, so that CDI recognizes them as qualifiers
        beans.produce(new AdditionalBeanBuildItem(DaprInvoke.class, ForEmitters.class));
        beans.produce(AdditionalBeanBuildItem.unremovableOf(Emitters.class));
        beans.produce(AdditionalBeanBuildItem.unremovableOf(SidecarClient.class));
        // The lookup of filters keeps the filters of the application, so they need not be marked as unremovable
        beans.produce(AdditionalBeanBuildItem.unremovableOf(Filters.class));
    }
}
