package io.quarkiverse.daprinvoke.deployment.restclient;

import static io.quarkus.deployment.annotations.ExecutionTime.RUNTIME_INIT;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.runtime.config.ServiceProperties;
import io.quarkiverse.daprinvoke.runtime.restclient.DaprServiceRecorder;
import io.quarkiverse.daprinvoke.runtime.restclient.DaprServices;
import io.quarkiverse.daprinvoke.runtime.restclient.ServiceDefinition;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;

/**
 * Finds the REST Client interfaces of the application whose calls go through the sidecar.
 */
class DaprServiceProcessor {

    private static final Logger LOG = Logger.getLogger(DaprServiceProcessor.class);

    private static final String LISTENER = "org.eclipse.microprofile.rest.client.spi.RestClientListener";

    /** By name, so that the class is not loaded without REST Client. */
    private static final String LISTENER_OF_SERVICES = "io.quarkiverse.daprinvoke.runtime.restclient.DaprServiceListener";

    @BuildStep
    void collectServices(CombinedIndexBuildItem combinedIndex, Capabilities capabilities,
            BuildProducer<DaprServiceBuildItem> services) {
        IndexView index = combinedIndex.getIndex();
        boolean withRestClient = capabilities.isPresent(Capability.REST_CLIENT_REACTIVE);
        ServiceValidator validator = new ServiceValidator(combinedIndex.getComputingIndex());
        TreeMap<DotName, DaprServiceBuildItem> found = new TreeMap<>();
        for (ClassInfo type : candidates(index)) {
            AnnotationInstance annotation = type.declaredAnnotation(ServiceDotNames.DAPR_SERVICE);
            if (annotation != null) {
                validator.validate(type, annotation, withRestClient);
            } else if (!withRestClient || !isConfigured(type)) {
                continue;
            }
            validator.validateMethods(type);
            found.put(type.name(), new DaprServiceBuildItem(type,
                    annotation == null ? null : annotation.value().asString()));
        }
        report(validator.faults());
        if (found.isEmpty()) {
            // Otherwise the start of the application does so, when all properties are available
            warnOfUnused(candidates(index), withRestClient);
        }
        services.produce(found.values());
    }

    private static void warnOfUnused(Set<ClassInfo> clients, boolean withRestClient) {
        Set<String> names = new HashSet<>();
        if (withRestClient) {
            clients.forEach(type -> names.addAll(names(type)));
        }
        Set<String> unused = ServiceProperties.unused(ConfigProvider.getConfig(), names);
        if (!unused.isEmpty()) {
            LOG.warnf("The application has no REST Client interface that these properties configure: %s",
                    String.join(", ", unused));
        }
    }

    private static List<String> names(ClassInfo type) {
        return ServiceDefinition.names(type.name().toString(), registered(type, "configKey"));
    }

    private static Set<ClassInfo> candidates(IndexView index) {
        Set<ClassInfo> candidates = new LinkedHashSet<>();
        for (DotName annotation : List.of(ServiceDotNames.DAPR_SERVICE, ServiceDotNames.REGISTER_REST_CLIENT)) {
            for (AnnotationInstance instance : index.getAnnotations(annotation)) {
                if (instance.target().kind() == AnnotationTarget.Kind.CLASS) {
                    candidates.add(instance.target().asClass());
                }
            }
        }
        return candidates;
    }

    private static String registered(ClassInfo type, String member) {
        AnnotationInstance registration = type.declaredAnnotation(ServiceDotNames.REGISTER_REST_CLIENT);
        AnnotationValue value = registration == null ? null : registration.value(member);
        return value == null || value.asString().isEmpty() ? null : value.asString();
    }

    private static boolean isConfigured(ClassInfo type) {
        return new ServiceProperties(ConfigProvider.getConfig(), names(type))
                .isSet(DaprServices.APP_ID);
    }

    private static void report(List<String> faults) {
        if (!faults.isEmpty()) {
            List<String> sorted = new ArrayList<>(faults);
            sorted.sort(null);
            throw new DeploymentException(sorted.size() == 1 ? sorted.get(0)
                    : "Found " + sorted.size() + " problems with @DaprService:\n\t" + String.join("\n\t", sorted));
        }
    }

    @BuildStep
    void defaultUrls(List<DaprServiceBuildItem> services, BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        for (DaprServiceBuildItem service : services) {
            // REST Client prefers any configured value, under any name of the client, to a default
            String name = service.getType().name().toString();
            defaults.produce(new RunTimeConfigurationDefaultBuildItem("quarkus.rest-client.\"" + name + "\".url",
                    DaprServices.noUrl(name)));
        }
    }

    @BuildStep
    void registerBeans(List<DaprServiceBuildItem> services, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<ServiceProviderBuildItem> listeners) {
        if (!services.isEmpty()) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(DaprServices.class));
            listeners.produce(new ServiceProviderBuildItem(LISTENER, LISTENER_OF_SERVICES));
        }
    }

    @BuildStep
    @Consume(EmittersStartedBuildItem.class)
    @Record(RUNTIME_INIT)
    ServiceStartBuildItem startServices(List<DaprServiceBuildItem> services, CombinedIndexBuildItem combinedIndex,
            BeanContainerBuildItem beanContainer, DaprServiceRecorder recorder) {
        if (services.isEmpty()) {
            return null;
        }
        List<ServiceDefinition> definitions = new ArrayList<>();
        for (DaprServiceBuildItem service : services) {
            ClassInfo type = service.getType();
            definitions.add(new ServiceDefinition(type.name().toString(), registered(type, "configKey"), service.getAppId(),
                    registered(type, "baseUri"), new ServicePaths(combinedIndex.getIndex()).endWithSlash(type)));
        }
        recorder.start(beanContainer.getValue(), definitions);
        return new ServiceStartBuildItem("dapr-invoke-services");
    }
}
