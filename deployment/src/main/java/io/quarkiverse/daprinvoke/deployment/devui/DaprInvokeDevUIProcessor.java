package io.quarkiverse.daprinvoke.deployment.devui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.deployment.emitter.DaprEmitterBuildItem;
import io.quarkiverse.daprinvoke.deployment.restclient.DaprServiceBuildItem;
import io.quarkiverse.daprinvoke.runtime.dev.DaprInvokeJsonRpcService;
import io.quarkiverse.daprinvoke.runtime.dev.RecordedCalls;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.buildtime.BuildTimeActionBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;

/**
 * The emitters of the application in the Dev UI, which exists in dev mode only.
 */
class DaprInvokeDevUIProcessor {

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    CardPageBuildItem page(List<DaprEmitterBuildItem> emitters, List<DaprServiceBuildItem> services) {
        CardPageBuildItem card = new CardPageBuildItem();
        card.addPage(Page.webComponentPageBuilder()
                .title("Emitters")
                .icon("font-awesome-solid:paper-plane")
                .componentLink("qwc-dapr-invoke-emitters.js")
                .staticLabel(String.valueOf(emitters.size() + services.size())));
        return card;
    }

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    void service(Capabilities capabilities, BuildProducer<JsonRPCProvidersBuildItem> services,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (capabilities.isPresent(Capability.VERTX_HTTP)) {
            services.produce(new JsonRPCProvidersBuildItem(DaprInvokeJsonRpcService.class));
            beans.produce(AdditionalBeanBuildItem.unremovableOf(RecordedCalls.class));
        }
    }

    /** The page requests the declarations, so that they are correct after each live reload. */
    @BuildStep(onlyIf = IsLocalDevelopment.class)
    BuildTimeActionBuildItem declarations(List<DaprEmitterBuildItem> emitters, CombinedIndexBuildItem index) {
        List<Map<String, Object>> declarations = new ArrayList<>();
        for (DaprEmitterBuildItem emitter : emitters) {
            Map<String, Object> declaration = new LinkedHashMap<>();
            PayloadKind kind = PayloadKind.of(emitter.getPayloadType());
            declaration.put("payloadType", emitter.getPayloadType().toString());
            declaration.put("responseType", emitter.getResponseType() == null ? null : emitter.getResponseType().toString());
            declaration.put("places", emitter.getPlaces());
            declaration.put("payloadKind", kind.name());
            declaration.put("example",
                    kind == PayloadKind.JSON ? example(emitter.getPayloadType(), index.getIndex()) : "");
            declarations.add(declaration);
        }
        BuildTimeActionBuildItem actions = new BuildTimeActionBuildItem();
        actions.actionBuilder().methodName("declarations").function(parameters -> declarations).build();
        return actions;
    }

    private static String example(Type type, IndexView index) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(PayloadExample.of(type, index));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The example payload could not be written as JSON", e);
        }
    }
}
