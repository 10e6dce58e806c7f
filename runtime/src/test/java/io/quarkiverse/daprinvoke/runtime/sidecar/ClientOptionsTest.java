package io.quarkiverse.daprinvoke.runtime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.runtime.TestConfigs;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.client.WebClientOptions;

class ClientOptionsTest {

    @Test
    void doesNothingThatTheCalledApplicationWouldSee() {
        WebClientOptions options = options(Map.of());
        assertThat(options.isFollowRedirects()).isFalse();
        assertThat(options.isHttp2ClearTextUpgrade()).isFalse();
        assertThat(options.isUserAgentEnabled()).isFalse();
        assertThat(options.isDecompressionSupported()).isFalse();
        assertThat(options.getProxyOptions()).isNull();
        assertThat(options.getTrustOptions()).isNull();
        // Its own spans would carry a trace context of theirs
        assertThat(options.getTracingPolicy()).isEqualTo(TracingPolicy.IGNORE);
    }

    @Test
    void hasDefaults() {
        WebClientOptions options = options(Map.of());
        assertThat(options.getConnectTimeout()).isEqualTo(5_000);
        assertThat(options.getMaxPoolSize()).isEqualTo(100);
        // Calls wait for places, which come before
        assertThat(options.getMaxWaitQueueSize()).isEqualTo(-1);
        assertThat(options.getKeepAliveTimeout()).isEqualTo(60);
        assertThat(options.getProtocolVersion()).isEqualTo(HttpVersion.HTTP_1_1);
    }

    @Test
    void takesSizesAndTimesFromTheConfiguration() {
        WebClientOptions options = options(Map.of("quarkus.dapr-invoke.connect-timeout", "250ms",
                "quarkus.dapr-invoke.pool-size", "7",
                "quarkus.dapr-invoke.idle-timeout", "2m"));
        assertThat(options.getConnectTimeout()).isEqualTo(250);
        assertThat(options.getMaxPoolSize()).isEqualTo(7);
        assertThat(options.getKeepAliveTimeout()).isEqualTo(120);
    }

    @Test
    void usesHttp2WithoutAnUpgradeOverOneConnection() {
        WebClientOptions options = options(Map.of("quarkus.dapr-invoke.http-version", "2", "quarkus.dapr-invoke.pool-size", "7",
                "quarkus.dapr-invoke.idle-timeout", "2m"));
        assertThat(options.getProtocolVersion()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(options.isHttp2ClearTextUpgrade()).isFalse();
        assertThat(options.isUseAlpn()).isTrue();
        assertThat(options.getPoolOptions().getHttp2MaxSize()).isEqualTo(1);
        assertThat(options.getHttp2KeepAliveTimeout()).isEqualTo(120);
        assertThat(options.getHttp2ConnectionWindowSize()).isEqualTo(16 * 1024 * 1024);
        assertThat(options.getInitialSettings().getMaxHeaderListSize()).isEqualTo(64 * 1024);
    }

    @ParameterizedTest
    @CsvSource({ "1s,1", "1500ms,1", "2s,2" })
    void anIdleTimeoutIsCountedInWholeSeconds(String idleTimeout, int seconds) {
        assertThat(options(Map.of("quarkus.dapr-invoke.idle-timeout", idleTimeout)).getKeepAliveTimeout()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pool-size           | 0    | at least 1
            pool-size           | -1   | at least 1
            max-wait-queue-size | -1   | 0 or more, because the wait queue is always bounded
            connect-timeout     | 0s   | between one millisecond and one day
            connect-timeout     | -1s  | between one millisecond and one day
            connect-timeout     | 25h  | between one millisecond and one day
            request-timeout     | 0s   | between one millisecond and 365 days
            request-timeout     | -1ms | between one millisecond and 365 days
            request-timeout     | 366d | between one millisecond and 365 days
            idle-timeout        | 0s   | between one second and 365 days
            idle-timeout        | 999ms | between one second and 365 days
            idle-timeout        | 366d | between one second and 365 days
            http-version        | 3    | 1.1 or 2
            http-version        | HTTP_2 | 1.1 or 2
            max-response-size      | 0    | at least 1 and less than 2 GiB
            max-response-size      | 2G   | at least 1 and less than 2 GiB
            max-response-size      | 9999999999G | at least 1 and less than 2 GiB
            max-response-file-size | 0    | at least 1 and less than 8 EiB
            max-response-file-size | 99999999999G | at least 1 and less than 8 EiB
            """)
    void whatIsOutOfItsRangeIsAnErrorThatNamesTheProperty(String key, String value, String rule) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> options(Map.of("quarkus.dapr-invoke." + key, value)))
                .withMessage("quarkus.dapr-invoke." + key + " must be " + rule);
    }

    @Test
    void takesTheNamedTlsConfiguration() {
        Registry registry = new Registry(Map.of("sidecar", new Named("sidecar"), "<default>", new Named("default")));
        WebClientOptions options = options(Map.of("quarkus.dapr-invoke.tls-configuration-name", "sidecar"), registry);
        assertThat(((PemTrustOptions) options.getTrustOptions()).getCertPaths()).containsExactly("sidecar.pem");
    }

    @Test
    void takesTheDefaultTlsConfigurationIfNoneIsNamed() {
        Registry registry = new Registry(Map.of("sidecar", new Named("sidecar"), "<default>", new Named("default")));
        WebClientOptions options = options(Map.of(), registry);
        assertThat(((PemTrustOptions) options.getTrustOptions()).getCertPaths()).containsExactly("default.pem");
    }

    @Test
    void aTlsConfigurationThatIsMissingIsAnError() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> options(Map.of("quarkus.dapr-invoke.tls-configuration-name", "none")))
                .withMessageStartingWith("quarkus.dapr-invoke.tls-configuration-name names no TLS configuration: ")
                .withMessageContaining("none");
    }

    private static WebClientOptions options(Map<String, String> properties) {
        return options(properties, new Registry(Map.of()));
    }

    private static WebClientOptions options(Map<String, String> properties, TlsConfigurationRegistry tls) {
        DaprInvokeConfig config = TestConfigs.mapping(properties);
        ClientOptions.check(config, tls);
        return ClientOptions.ofCalls(config, tls);
    }

    private record Registry(Map<String, TlsConfiguration> configurations) implements TlsConfigurationRegistry {

        @Override
        public Optional<TlsConfiguration> get(String name) {
            return Optional.ofNullable(configurations.get(name));
        }

        @Override
        public Optional<TlsConfiguration> getDefault() {
            return get("<default>");
        }

        @Override
        public void register(String name, TlsConfiguration configuration) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Named extends BaseTlsConfiguration {

        private final String name;

        private Named(String name) {
            this.name = name;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public TrustOptions getTrustStoreOptions() {
            return new PemTrustOptions().addCertPath(name + ".pem");
        }
    }
}
