package io.quarkiverse.daprinvoke.deployment.integration;

import io.quarkiverse.daprinvoke.runtime.web.HttpRequestHeaders;
import io.quarkiverse.daprinvoke.runtime.web.RestRequestHeaders;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;

/**
 * Registers the source of the inbound headers that calls propagate.
 */
class InboundHeadersProcessor {

    @BuildStep
    void registerInboundHeaders(Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans) {
        // By name, so that the class is not loaded in an application without HTTP
        if (capabilities.isPresent(Capability.RESTEASY_REACTIVE)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(RestRequestHeaders.class.getName()));
        } else if (capabilities.isPresent(Capability.VERTX_HTTP)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(HttpRequestHeaders.class.getName()));
        }
    }
}
