package io.quarkiverse.daprinvoke.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.inject.Instance;

import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.config.YamlParser;
import io.quarkiverse.daprinvoke.runtime.filter.Filters;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObserver;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;

/** Emitters as an application starts them, without an application. */
public final class StartedEmitters {

    public static final TlsConfigurationRegistry NO_TLS = new TlsConfigurationRegistry() {
        @Override
        public Optional<TlsConfiguration> get(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<TlsConfiguration> getDefault() {
            return Optional.empty();
        }

        @Override
        public void register(String name, TlsConfiguration configuration) {
            throw new UnsupportedOperationException();
        }
    };

    static final Filters NO_FILTERS = new Filters(List.of(), List.of());

    private StartedEmitters() {
    }

    static void start(Vertx vertx, SmallRyeConfig config, EmitterDefinition... definitions) {
        DaprInvokeConfig mapping = config.getConfigMapping(DaprInvokeConfig.class);
        start(new SidecarClient(vertx, mapping, NO_TLS, config), config, List.of(), definitions);
    }

    public static Emitters start(SidecarClient client, SmallRyeConfig config, List<CallObserver> observers,
            EmitterDefinition... definitions) {
        Emitters emitters = new Emitters(client, config.getConfigMapping(DaprInvokeConfig.class), config, none(), none(),
                none(), observers, NO_FILTERS);
        emitters.start(List.of(definitions), new YamlParser());
        return emitters;
    }

    static EmitterDefinition definition(String name, String appId, String methodName) {
        return new EmitterDefinition(name, appId, methodName, "POST", "", "", List.of(), false,
                new PayloadType(String.class, List.of()), null,
                "A#b");
    }

    @SuppressWarnings("unchecked")
    static <T> Instance<T> none() {
        return (Instance<T>) Proxy.newProxyInstance(StartedEmitters.class.getClassLoader(),
                new Class<?>[] { Instance.class }, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isIn("isResolvable", "isAmbiguous");
                    return false;
                });
    }
}
