package io.quarkiverse.daprinvoke.deployment.emitter;

import static io.quarkus.deployment.annotations.ExecutionTime.RUNTIME_INIT;
import static io.quarkus.deployment.annotations.ExecutionTime.STATIC_INIT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.DeploymentException;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.Type;
import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.deployment.restclient.DaprServiceBuildItem;
import io.quarkiverse.daprinvoke.deployment.restclient.EmittersStartedBuildItem;
import io.quarkiverse.daprinvoke.runtime.DaprInvokeRecorder;
import io.quarkiverse.daprinvoke.runtime.EmitterCreator;
import io.quarkiverse.daprinvoke.runtime.EmitterDefinition;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.quarkus.arc.deployment.BeanArchiveIndexBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.arc.processor.InjectionPointInfo;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.deployment.builditem.ShutdownListenerBuildItem;
import io.quarkus.deployment.recording.RecorderContext;

/**
 * Finds the injection points of the application and creates their emitter beans.
 */
class EmitterProcessor {

    private static final Logger LOG = Logger.getLogger(EmitterProcessor.class);

    /**
     * Checked before ArC's validation phase: a wrong type has no bean, and ArC would only report the missing bean.
     */
    @BuildStep
    void collectEmitters(BeanDiscoveryFinishedBuildItem beanDiscovery, BeanArchiveIndexBuildItem beanArchive,
            BuildProducer<DaprEmitterBuildItem> emitters) {
        EmitterValidator validator = new EmitterValidator();
        List<InjectedEmitter> found = new ArrayList<>();
        for (InjectionPointInfo injectionPoint : beanDiscovery.getInjectionPoints()) {
            InjectedEmitter emitter = InjectedEmitter.of(injectionPoint, beanArchive.getIndex());
            if (emitter != null) {
                LOG.debugf("Found @DaprInvoke at %s", emitter.place());
                found.add(emitter);
            }
        }
        // Sorted, so that each build reports and records them in the same order
        found.sort(Comparator.comparing(InjectedEmitter::place));
        found.forEach(validator::validate);
        report(validator.faults());
        record Bean(Type type, EmitterDeclaration declaration) {
        }
        Map<Bean, List<InjectedEmitter>> beans = new LinkedHashMap<>();
        for (InjectedEmitter emitter : found) {
            beans.computeIfAbsent(new Bean(PayloadTypes.withoutAnnotations(emitter.type()), emitter.declaration()),
                    bean -> new ArrayList<>()).add(emitter);
        }
        beans.forEach((bean, injected) -> emitters.produce(new DaprEmitterBuildItem(bean.type(),
                injected.get(0).annotation(), bean.declaration(), injected.stream().map(InjectedEmitter::place).toList())));
    }

    private static void report(List<Throwable> faults) {
        if (faults.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder();
        if (faults.size() == 1) {
            message.append(faults.get(0).getMessage());
        } else {
            message.append("Found ").append(faults.size()).append(" problems with @DaprInvoke:");
            for (int i = 0; i < faults.size(); i++) {
                message.append("\n\t[").append(i + 1).append("] ").append(faults.get(i).getMessage());
            }
        }
        throw new DeploymentException(message.toString());
    }

    @BuildStep
    @Record(STATIC_INIT)
    EmitterDefinitionsBuildItem defineEmitters(List<DaprEmitterBuildItem> emitters, DaprInvokeRecorder recorder,
            RecorderContext context) {
        List<EmitterDefinition> definitions = new ArrayList<>(emitters.size());
        Map<Type, PayloadType> types = new HashMap<>();
        for (DaprEmitterBuildItem emitter : emitters) {
            EmitterDeclaration declared = emitter.getDeclaration();
            definitions.add(new EmitterDefinition(declared.name(), declared.appId(), declared.methodName(),
                    declared.httpVerb(), declared.contentType(), declared.daprAddress(),
                    declared.headers(), declared.notFoundIsEmpty(),
                    PayloadTypes.record(emitter.getPayloadType(), context, types),
                    emitter.getResponseType() == null ? null : PayloadTypes.record(emitter.getResponseType(), context, types),
                    String.join(", ", emitter.getPlaces())));
        }
        return new EmitterDefinitionsBuildItem(recorder.define(definitions));
    }

    @BuildStep
    void registerBeans(List<DaprEmitterBuildItem> emitters, BuildProducer<SyntheticBeanBuildItem> beans) {
        for (int i = 0; i < emitters.size(); i++) {
            DaprEmitterBuildItem emitter = emitters.get(i);
            AnnotationInstance qualifier = emitter.getQualifier();
            // Application-scoped, because a mock replaces the instance behind the client proxy
            beans.produce(SyntheticBeanBuildItem.create(emitter.getType().name())
                    .scope(ApplicationScoped.class)
                    .addType(emitter.getType())
                    .addQualifier(AnnotationInstance.create(qualifier.name(), null, qualifier.values()))
                    .identifier("dapr-invoke-" + i)
                    .creator(EmitterCreator.class)
                    .param(EmitterCreator.INDEX, i)
                    .done());
        }
    }

    /** Without an HTTP server, nothing ends calls before the application waits for them. */
    @BuildStep
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    @Record(RUNTIME_INIT)
    ShutdownListenerBuildItem warnOfLostCalls(List<DaprEmitterBuildItem> emitters, List<DaprServiceBuildItem> services,
            Capabilities capabilities, BeanContainerBuildItem beanContainer, DaprInvokeRecorder recorder) {
        return emitters.isEmpty() && services.isEmpty() || capabilities.isMissing(Capability.VERTX_HTTP) ? null
                : new ShutdownListenerBuildItem(recorder.warnOfLostCalls(beanContainer.getValue()));
    }

    // Everything that emitters require is initialized by then
    @BuildStep
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    @Record(RUNTIME_INIT)
    @Produce(EmittersStartedBuildItem.class)
    ServiceStartBuildItem startEmitters(EmitterDefinitionsBuildItem definitions, List<DaprEmitterBuildItem> emitters,
            List<DaprServiceBuildItem> services, BeanContainerBuildItem beanContainer, ShutdownContextBuildItem shutdown,
            DaprInvokeRecorder recorder) {
        // Interfaces require the parts that emitters share
        if (!emitters.isEmpty() || !services.isEmpty()) {
            boolean yaml = QuarkusClassLoader.isClassPresentAtRuntime("io.smallrye.config.source.yaml.YamlConfigSource");
            recorder.start(beanContainer.getValue(), definitions.getDefinitions(), yaml ? recorder.yamlParser() : null,
                    shutdown);
        }
        return new ServiceStartBuildItem(DaprInvokeProcessor.FEATURE);
    }
}
