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
import io.vertx.ext.web.client.WebClientOptions;

/**
 * The one place where the options of the web client are made.
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
     * @throws ConfigurationException if the client cannot be configured so, naming the property
     */
    static WebClientOptions options(DaprInvokeConfig config, TlsConfigurationRegistry tls) {
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
        Optional<TlsConfiguration> tlsConfiguration;
        try {
            // Without a name the helper of Quarkus would leave out the default, which is meant for every client
            tlsConfiguration = config.tlsConfigurationName().isEmpty() ? tls.getDefault()
                    : TlsConfiguration.from(tls, config.tlsConfigurationName());
        } catch (IllegalStateException e) {
            throw new ConfigurationException("quarkus.dapr-invoke.tls-configuration-name names no TLS configuration: "
                    + e.getMessage(), e);
        }
        tlsConfiguration.ifPresent(found -> TlsConfigUtils.configure(options, found));
        return options;
    }

    private static void require(boolean holds, String key, String rule) {
        if (!holds) {
            throw new ConfigurationException("quarkus.dapr-invoke." + key + " must be " + rule);
        }
    }
}
