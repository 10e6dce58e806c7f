package io.quarkiverse.daprinvoke.test.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.support.AllEventLoops;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.RenewedTlsSidecar;
import io.quarkiverse.daprinvoke.test.support.TlsSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * A sidecar whose certificate is replaced by one that the trust store of the start does not vouch for is reached again once
 * the TLS configuration was reloaded.
 */
class ReloadedTrustStoreTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(AllEventLoops.class, Shop.class)
            .overrideRuntimeConfigKey("quarkus.vertx.event-loops-pool-size", "3")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", RenewedTlsSidecar.url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.tls-configuration-name", "sidecar")
            .overrideConfigKey("quarkus.tls.sidecar.trust-store.p12.path", RenewedTlsSidecar.trustStore().toString())
            .overrideConfigKey("quarkus.tls.sidecar.trust-store.p12.password", TlsSidecar.PASSWORD)
            .overrideConfigKey("quarkus.tls.other.trust-store.p12.path", TlsSidecar.trustStore().toString())
            .overrideConfigKey("quarkus.tls.other.trust-store.p12.password", TlsSidecar.PASSWORD);

    @RegisterRestClient
    @DaprService("shop")
    @Path("/m")
    public interface Shop {

        @GET
        String get();
    }

    @Inject
    @RestClient
    Shop shop;

    @Inject
    Vertx vertx;

    @Inject
    TlsConfigurationRegistry registry;

    @Inject
    Event<CertificateUpdatedEvent> updated;

    @Inject
    SidecarClient client;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    private Uni<String> callOn(Context context) {
        return emitter.request("x").runSubscriptionOn(task -> context.runOnContext(v -> task.run()));
    }

    private void reload(String name) {
        TlsConfiguration configuration = registry.get(name).orElseThrow();
        assertThat(configuration.reload()).isTrue();
        updated.fire(new CertificateUpdatedEvent(name, configuration));
    }

    @Test
    void isUsedForNewConnections() {
        RenewedTlsSidecar.get().answer(RawSidecar.ok("ok"));
        List<Context> eventLoops = AllEventLoops.of(vertx);
        // The third makes its first call when all is over
        assertThat(Calls.item(callOn(eventLoops.get(0)))).isEqualTo("ok");
        assertThat(Calls.item(callOn(eventLoops.get(1)))).isEqualTo("ok");
        assertThat(Calls.item(client.askHealth(client.configuredSidecar()))).isEqualTo(200);
        assertThat(shop.get()).isEqualTo("ok");

        RenewedTlsSidecar.renew();
        Calls.failure(SidecarUnavailableException.class, callOn(eventLoops.get(0)));
        assertThatThrownBy(shop::get).isInstanceOf(SidecarUnavailableException.class);

        RenewedTlsSidecar.trustTheSecond();
        // This TLS configuration is not the one of the sidecar
        reload("other");
        Calls.failure(SidecarUnavailableException.class, callOn(eventLoops.get(0)));

        reload("sidecar");
        for (Context eventLoop : eventLoops) {
            assertThat(Calls.item(callOn(eventLoop))).isEqualTo("ok");
        }
        assertThat(Calls.item(client.askHealth(client.configuredSidecar()))).isEqualTo(200);
        assertThat(shop.get()).isEqualTo("ok");
    }
}
