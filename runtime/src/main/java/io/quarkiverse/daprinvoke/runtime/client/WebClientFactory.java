package io.quarkiverse.daprinvoke.runtime.client;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.daprinvoke.runtime.Timeouts;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.client.impl.WebClientInternal;

/**
 * The one place where the web client and its options are made.
 */
final class WebClientFactory {

    // The client counts the time of a connect in an int
    private static final Duration ONE_DAY = Duration.ofDays(1);

    // The client counts it in seconds, and zero would mean for ever
    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);
    private static final int MAX_HEADER_SIZE = 64 * 1024;

    private WebClientFactory() {
    }

    /**
     * Checks what the client will be made of, without what making it costs.
     *
     * @throws ConfigurationException if the client cannot be configured so, naming the property
     */
    static void check(DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        require(config.poolSize() >= 1, "pool-size", "at least 1");
        require(config.maxWaitQueueSize() >= 0, "max-wait-queue-size", "0 or more, because it is bounded");
        require(Timeouts.isValid(config.connectTimeout()) && config.connectTimeout().compareTo(ONE_DAY) <= 0,
                "connect-timeout", "between one millisecond and one day");
        require(Timeouts.isValid(config.requestTimeout()), "request-timeout", Timeouts.RULE);
        require(Timeouts.isValid(config.idleTimeout()) && config.idleTimeout().compareTo(SHORTEST_IDLE) >= 0, "idle-timeout",
                "between one second and 365 days");
        require(!config.shutdownTimeout().isNegative() && config.shutdownTimeout().compareTo(ONE_DAY) <= 0,
                "shutdown-timeout", "between zero and one day");
        BigInteger maxReplySize = config.maxReplySize().asBigInteger();
        require(maxReplySize.signum() > 0 && maxReplySize.bitLength() < Integer.SIZE, "max-reply-size",
                "at least 1 and less than 2 GiB");
        tlsConfiguration(config, tls);
    }

    /**
     * @param config checked configuration
     */
    static WebClientInternal create(Vertx vertx, DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        VertxInternal internal = (VertxInternal) vertx;
        WebClientOptions options = options(config, tls);
        // Any other way would make the client that of the verticle that happens to make the first call, and close it with it
        CloseFuture closed = new CloseFuture();
        HttpClient client = internal.createHttpPoolClient(options, options.getPoolOptions(), closed);
        internal.closeFuture().add(closed);
        return (WebClientInternal) WebClient.wrap(client, options);
    }

    /**
     * @param config checked configuration
     */
    static WebClientOptions options(DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        WebClientOptions options = new WebClientOptions();
        // A redirect belongs to the called application and would lead to a path of the sidecar
        options.setFollowRedirects(false);
        // The sidecar would take the upgrade request for the application's and switch protocols
        options.setHttp2ClearTextUpgrade(false);
        // The called application has no use for it
        options.setUserAgentEnabled(false);
        options.setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()));
        options.setMaxPoolSize(config.poolSize());
        options.setMaxWaitQueueSize(config.maxWaitQueueSize());
        options.setKeepAliveTimeout((int) config.idleTimeout().toSeconds());
        // More than the sidecar lets through with its defaults
        options.setMaxHeaderSize(MAX_HEADER_SIZE);
        options.setMaxInitialLineLength(MAX_HEADER_SIZE);
        tlsConfiguration(config, tls).ifPresent(found -> TlsConfigUtils.configure(options, found));
        return options;
    }

    private static Optional<TlsConfiguration> tlsConfiguration(DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        try {
            // Without a name the helper of Quarkus would leave out the default, which is meant for every client
            return config.tlsConfigurationName().isEmpty() ? tls.getDefault()
                    : TlsConfiguration.from(tls, config.tlsConfigurationName());
        } catch (IllegalStateException e) {
            throw new ConfigurationException("quarkus.dapr-invoke.tls-configuration-name names no TLS configuration: "
                    + e.getMessage(), e);
        }
    }

    private static void require(boolean holds, String key, String rule) {
        if (!holds) {
            throw new ConfigurationException("quarkus.dapr-invoke." + key + " must be " + rule);
        }
    }
}
