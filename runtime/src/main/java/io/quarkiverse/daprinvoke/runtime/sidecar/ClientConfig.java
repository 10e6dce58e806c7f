package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.daprinvoke.internal.Timeouts;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;

/**
 * What the web client is configured with, checked by the start, which does not load the classes of that client.
 */
final class ClientConfig {

    // The client counts the time of a connect in an int
    private static final Duration ONE_DAY = Duration.ofDays(1);

    // The client counts it in seconds, and zero would mean for ever
    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);

    private static final String HTTP_2 = "2";

    private ClientConfig() {
    }

    static boolean isHttp2(DaprInvokeConfig config) {
        return config.httpVersion().equals(HTTP_2);
    }

    /**
     * Checks what the client will be made of, without what making it costs.
     *
     * @throws ConfigurationException if the client cannot be configured so, naming the property
     */
    static void check(DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        require(config.httpVersion().equals("1.1") || config.httpVersion().equals(HTTP_2), "http-version", "1.1 or 2");
        require(config.poolSize() >= 1, "pool-size", "at least 1");
        require(config.maxWaitQueueSize() >= 0, "max-wait-queue-size", "0 or more, because it is bounded");
        require(Timeouts.isValid(config.connectTimeout()) && config.connectTimeout().compareTo(ONE_DAY) <= 0,
                "connect-timeout", "between one millisecond and one day");
        require(Timeouts.isValid(config.requestTimeout()), "request-timeout", Timeouts.RULE);
        require(Timeouts.isValid(config.idleTimeout()) && config.idleTimeout().compareTo(SHORTEST_IDLE) >= 0, "idle-timeout",
                "between one second and 365 days");
        require(!config.shutdownTimeout().isNegative() && config.shutdownTimeout().compareTo(ONE_DAY) <= 0,
                "shutdown-timeout", "between zero and one day");
        require(Timeouts.isValid(config.health().timeout()), "health.timeout", Timeouts.RULE);
        BigInteger maxReplySize = config.maxReplySize().asBigInteger();
        require(maxReplySize.signum() > 0 && maxReplySize.bitLength() < Integer.SIZE, "max-reply-size",
                "at least 1 and less than 2 GiB");
        tls(config, tls);
    }

    /**
     * @throws ConfigurationException if the configured name is that of no TLS configuration
     */
    static Optional<TlsConfiguration> tls(DaprInvokeConfig config, TlsConfigurationRegistry tls) {
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
