package org.acme.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.acme.calls.Order;
import org.acme.calls.Receipt;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.dapr.client.DaprClient;
import io.dapr.client.DaprClientBuilder;
import io.dapr.config.Properties;
import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;

/**
 * What the Dapr SDK and the extension send and answer to the same sidecar.
 */
@QuarkusTest
class SideBySideTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Order ORDER = new Order("o-1", "tea", 2);

    @Inject
    OrdersClient orders;

    @ConfigProperty(name = "quarkus.dapr-invoke.endpoint")
    String endpoint;

    @InjectDaprSidecar
    DaprSidecar sidecar;

    private DaprClient sdk() {
        return new DaprClientBuilder().withPropertyOverride(Properties.HTTP_ENDPOINT, endpoint).build();
    }

    @Test
    void bothCreate() throws Exception {
        Receipt receipt = new Receipt("o-1", "2 x tea");
        sidecar.on("orders", "create").reply(201, receipt);

        try (DaprClient client = sdk()) {
            assertThat(new SdkOrdersClient(client).create(ORDER).block(PATIENCE)).isEqualTo(receipt);
        }
        assertThat(orders.create(ORDER).await().atMost(PATIENCE)).isEqualTo(receipt);

        sidecar.verify("orders", "create").times(2).withVerb("POST").withJson(ORDER);
    }

    @Test
    void bothAskWithAQueryAndAHeader() throws Exception {
        sidecar.on("orders", "all").whereVerb("GET").reply(List.of(ORDER));

        try (DaprClient client = sdk()) {
            assertThat(new SdkOrdersClient(client).open("acme").block(PATIENCE)).containsExactly(ORDER);
        }
        assertThat(orders.open("acme").await().atMost(PATIENCE)).containsExactly(ORDER);

        sidecar.verify("orders", "all").times(2).withQuery("open=true").withHeader("x-tenant", "acme");
    }

    @Test
    void bothHaveStatusAndErrorCode() throws Exception {
        sidecar.on("orders", "create").reply(500, "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"no\"}");

        try (DaprClient client = sdk()) {
            assertThat(new SdkOrdersClient(client).tryToCreate(ORDER).block(PATIENCE)).isEqualTo("500 ERR_DIRECT_INVOKE");
        }
        assertThat(orders.tryToCreate(ORDER).await().atMost(PATIENCE)).isEqualTo("500 ERR_DIRECT_INVOKE");
    }
}
