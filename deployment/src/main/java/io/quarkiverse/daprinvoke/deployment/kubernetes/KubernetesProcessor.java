package io.quarkiverse.daprinvoke.deployment.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.deployment.devservices.OwnAppId;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.kubernetes.spi.KubernetesAnnotationBuildItem;
import io.quarkus.kubernetes.spi.KubernetesDeploymentTargetBuildItem;
import io.quarkus.kubernetes.spi.KubernetesPortBuildItem;

/**
 * Adds Dapr's annotations to the manifests of an application with the Kubernetes extension.
 */
class KubernetesProcessor {

    private static final Logger LOG = Logger.getLogger(KubernetesProcessor.class);

    private static final String KNATIVE = "knative";

    @BuildStep
    void annotatePods(DaprInvokeKubernetesConfig config, ApplicationInfoBuildItem application,
            List<KubernetesPortBuildItem> ports, List<KubernetesDeploymentTargetBuildItem> targets,
            BuildProducer<KubernetesAnnotationBuildItem> annotations) {
        if (!config.enabled()) {
            return;
        }
        String ownAppId = OwnAppId.of(application.getName(), ConfigProvider.getConfig());
        Map<String, String> dapr = DaprAnnotations.of(config, ownAppId, ports);
        Set<String> annotated = new TreeSet<>();
        for (KubernetesDeploymentTargetBuildItem target : targets) {
            // Annotations do not reach the pods of a Knative service
            if (!target.getName().equals(KNATIVE) && annotated.add(target.getName())) {
                dapr.forEach((name, value) -> annotations
                        .produce(new KubernetesAnnotationBuildItem(name, value, target.getName())));
            } else if (target.isEnabled() && target.getName().equals(KNATIVE) && annotated.add(KNATIVE)) {
                LOG.warnf("%s.enabled is true, but manifests of Knative services are not annotated: add Dapr's annotations to "
                        + "spec.template.metadata in src/main/kubernetes/knative.yml", DaprInvokeKubernetesConfig.PREFIX);
            }
        }
    }
}
