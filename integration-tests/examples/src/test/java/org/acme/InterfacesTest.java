package org.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.inject.Inject;

import org.acme.calls.Order;
import org.acme.calls.Receipt;
import org.acme.interfaces.OrdersClient;
import org.acme.interfaces.StockApi;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Stubs answer the calls of interfaces.
 */
@QuarkusTest
class InterfacesTest {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Inject
    @RestClient
    OrdersClient orders;

    @Inject
    @RestClient
    StockApi stock;

    @Test
    void anInterfaceOfTheApplication() {
        sidecar.on("orders-v2", "orders").reply(200, new Receipt("7", "thank you"));
        sidecar.on("orders-v2", "orders/7").reply(200, new Order("7", "tea", 2));
        sidecar.on("orders-v2", "orders/8").reply(404);

        assertThat(orders.create(new Order("7", "tea", 2)).await().indefinitely().text()).isEqualTo("thank you");
        assertThat(orders.find("7").item()).isEqualTo("tea");
        assertThatExceptionOfType(InvocationStatusException.class).isThrownBy(() -> orders.find("8"));
        sidecar.verify("orders-v2", "orders").once();
    }

    @Test
    void aGeneratedOne() {
        sidecar.on("stock", "items/tea/count").reply(200, 12);

        assertThat(stock.count("tea")).isEqualTo(12);
    }
}
