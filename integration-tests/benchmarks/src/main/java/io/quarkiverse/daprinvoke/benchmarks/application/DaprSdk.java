package io.quarkiverse.daprinvoke.benchmarks.application;

import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import io.dapr.client.DaprClient;
import io.dapr.client.DaprClientBuilder;
import io.dapr.client.domain.HttpExtension;
import io.dapr.config.Properties;
import io.smallrye.common.annotation.NonBlocking;

/**
 * {@code invokeMethod} of the Dapr SDK.
 */
@Path("/dapr-sdk")
public class DaprSdk {

    private final Orders orders;
    private final DaprClient client;

    DaprSdk(Orders orders, Sidecar sidecar) {
        this.orders = orders;
        client = new DaprClientBuilder()
                .withPropertyOverride(Properties.HTTP_ENDPOINT, "http://" + Sidecar.HOST + ":" + sidecar.port)
                .build();
    }

    @GET
    @NonBlocking
    public CompletionStage<String> call(@RestQuery int size) {
        Order order = orders.any(size);
        return client.invokeMethod(Sidecar.APP_ID, Sidecar.METHOD, order, HttpExtension.POST, Receipt.class)
                .map(receipt -> receipt.of(order))
                .toFuture();
    }
}
