package io.quarkiverse.daprinvoke.benchmarks.contender;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.dapr.client.DaprClient;
import io.dapr.client.DaprClientBuilder;
import io.dapr.client.domain.HttpExtension;
import io.dapr.config.Properties;
import io.quarkiverse.daprinvoke.benchmarks.Contender;
import io.quarkiverse.daprinvoke.benchmarks.Order;
import io.quarkiverse.daprinvoke.benchmarks.Receipt;

/**
 * {@code invokeMethod} of the Dapr SDK.
 */
@Singleton
@Named("dapr-sdk")
class DaprSdk implements Contender {

    private final DaprClient client;

    DaprSdk(Sidecar sidecar) {
        client = new DaprClientBuilder()
                .withPropertyOverride(Properties.HTTP_ENDPOINT, "http://" + Sidecar.HOST + ":" + sidecar.port)
                .build();
    }

    @Override
    public void call(Order order, Outcome outcome) {
        client.invokeMethod(Sidecar.APP_ID, Sidecar.METHOD, order, HttpExtension.POST, Receipt.class)
                .subscribe(outcome::succeeded, outcome::failed);
    }

    @Override
    public boolean isOfVertx() {
        return false;
    }
}
