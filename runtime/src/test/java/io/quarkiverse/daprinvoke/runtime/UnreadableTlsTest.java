package io.quarkiverse.daprinvoke.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseTypes;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;

/**
 * The client of an event loop is made when the event loop makes its first call. If the TLS configuration can no longer be read
 * then, the call fails, and the next one finds it if it is back.
 */
class UnreadableTlsTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicBoolean unreadable = new AtomicBoolean();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void failsTheCall() {
        SmallRyeConfig config = TestConfigs.of(Map.of("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:1"));
        DaprInvokeConfig mapping = config.getConfigMapping(DaprInvokeConfig.class);
        TlsConfigurationRegistry tls = (TlsConfigurationRegistry) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] { TlsConfigurationRegistry.class }, (proxy, method, args) -> {
                    if (unreadable.get()) {
                        throw new UncheckedIOException(new IOException("sidecar.pem"));
                    }
                    return Optional.<TlsConfiguration> empty();
                });
        SidecarClient client = new SidecarClient(vertx, mapping, tls, config);
        EmitterSettings settings = new EmitterSettingsFactory(mapping, config, client.configuredSidecar(), ObjectMapper::new,
                name -> null, null, List.of(), StartedEmitters.NO_FILTERS, List.of()).settings(
                        new EmitterDefinition("", "shop", "m", "PUT", "", "", List.of(), false,
                                new PayloadType(String.class, List.of()), null, "A#b"));
        InvokeUni<Void> call = new InvokeUni<>(client, settings, InvokeMethodParameters.of("x"),
                new ResponseTypes(ObjectMapper::new).send(), null, null);
        unreadable.set(true);
        assertUnavailable(call, "java.io.IOException: sidecar.pem");
        unreadable.set(false);
        assertUnavailable(call, "Connection refused");
        assertThat(client.inFlight().count()).isZero();
    }

    private static void assertUnavailable(InvokeUni<Void> call, String reason) {
        CompletableFuture<Void> outcome = call.subscribeAsCompletionStage();
        assertThat(outcome).failsWithin(20, TimeUnit.SECONDS).withThrowableThat()
                .withCauseExactlyInstanceOf(SidecarUnavailableException.class)
                .withMessageContaining("The Dapr sidecar at http://127.0.0.1:1 could not be reached for PUT shop/m: ")
                .withMessageContaining(reason);
    }
}
