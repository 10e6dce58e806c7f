package org.acme.sdk;

import java.util.List;
import java.util.Map;

import org.acme.calls.Order;
import org.acme.calls.Receipt;

import io.dapr.client.DaprClient;
import io.dapr.client.DaprHttp.HttpMethods;
import io.dapr.client.domain.HttpExtension;
import io.dapr.exceptions.DaprException;
import io.dapr.utils.TypeRef;
import reactor.core.publisher.Mono;

/**
 * The same with the Dapr SDK.
 */
class SdkOrdersClient {

    private final DaprClient client;

    SdkOrdersClient(DaprClient client) {
        this.client = client;
    }

    public Mono<Receipt> create(Order order) {
        return client.invokeMethod("orders", "create", order, HttpExtension.POST, Receipt.class);
    }

    public Mono<List<Order>> open(String tenant) {
        return client.invokeMethod("orders", "all", null,
                new HttpExtension(HttpMethods.GET, Map.of("open", List.of("true")), Map.of("x-tenant", tenant)),
                new TypeRef<List<Order>>() {
                });
    }

    public Mono<String> tryToCreate(Order order) {
        return create(order).map(Receipt::orderId)
                .onErrorResume(DaprException.class,
                        failure -> Mono.just(failure.getHttpStatusCode() + " " + failure.getErrorCode()));
    }
}
