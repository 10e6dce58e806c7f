package io.quarkiverse.daprinvoke.production.sidebyside;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.dapr.client.DaprClient;
import io.dapr.client.DaprClientBuilder;
import io.dapr.client.domain.HttpExtension;
import io.dapr.config.Properties;
import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.smallrye.mutiny.Uni;

/** Hands on what comes through a channel: with an emitter, and with the Dapr SDK. */
@ApplicationScoped
public class Relay {

    record Order(String item, int quantity) {
    }

    @Inject
    @Channel("items")
    org.eclipse.microprofile.reactive.messaging.Emitter<String> items;

    @Inject
    @DaprInvoke(appId = "relayed", methodName = "by-emitter")
    Emitter<Order> invoked;

    @Inject
    DaprClient sdk;

    public void accept(String item) {
        items.send(item);
    }

    @Incoming("items")
    Uni<Void> relay(String item) {
        return invoked.send(new Order(item, 1)).chain(() -> Uni.createFrom()
                .completionStage(() -> sdk.invokeMethod("relayed", "by-sdk", Map.of("item", item),
                        HttpExtension.POST)
                        .toFuture()));
    }

    static class Clients {

        @Produces
        @Singleton
        DaprClient client(@ConfigProperty(name = "quarkus.dapr-invoke.endpoint") String endpoint) {
            return new DaprClientBuilder().withPropertyOverride(Properties.HTTP_ENDPOINT, endpoint).build();
        }

        void close(@Disposes DaprClient client) throws Exception {
            client.close();
        }
    }
}
