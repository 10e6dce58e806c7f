package io.quarkiverse.daprinvoke.deployment.integration;

import jakarta.ws.rs.Priorities;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.runtime.web.DaprInvokeExceptionMapper;
import io.quarkiverse.daprinvoke.runtime.web.RestPathParameters;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BuildExclusionsBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.resteasy.reactive.spi.ExceptionMapperBuildItem;

/**
 * Adds placeholder values and an exception mapper to an application with Quarkus REST.
 */
class RestProcessor {

    // A larger number has a lower precedence: a mapper of another extension for the same exception wins
    private static final int MAPPER_PRIORITY = Priorities.USER + 1000;

    @BuildStep
    void integrateWithRest(Capabilities capabilities, CombinedIndexBuildItem index, BuildExclusionsBuildItem exclusions,
            BuildProducer<AdditionalBeanBuildItem> beans, BuildProducer<ExceptionMapperBuildItem> exceptionMappers) {
        if (!capabilities.isPresent(Capability.RESTEASY_REACTIVE)) {
            return;
        }
        // By name, so that the class is not loaded without Quarkus REST
        beans.produce(AdditionalBeanBuildItem.unremovableOf(RestPathParameters.class.getName()));
        if (!ApplicationExceptionMappers.mapAllFailures(index.getComputingIndex(), exclusions::isExcluded)) {
            exceptionMappers.produce(new ExceptionMapperBuildItem(DaprInvokeExceptionMapper.class.getName(),
                    DaprInvokeException.class.getName(), MAPPER_PRIORITY, true));
        }
    }
}
