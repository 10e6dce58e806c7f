package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.daprinvoke.internal.Timeouts;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.client.WebClientOptions;

/**
 * The options of the clients that call sidecars, and the check of the configuration that they are made from.
 */
final class ClientOptions {

    static final int MAX_HEADER_SIZE = 64 * 1024;

    /** The window of one stream (64 KiB) times about 250, the number of streams that the sidecar allows by default. */
    private static final int CONNECTION_WINDOW = 16 * 1024 * 1024;

    private static final String HTTP_2 = "2";

    // The client counts the time of a connect in an int
    private static final Duration ONE_DAY = Duration.ofDays(1);

    // The client counts it in seconds, and zero would mean for ever
    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);

    private ClientOptions() {
    }

    /**
     * @param config checked configuration
     * @return the options of health checks
     */
    static HttpClientOptions ofHealth(DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        // A kept connection may have come to its end unnoticed, and a sidecar must take new ones to be ready
        return ofCalls(config, tls).setKeepAlive(false).setMaxPoolSize(1)
                // The next health check needs the only connection
                .setConnectTimeout((int) Math.min(config.connectTimeout().toMillis(), config.health().timeout().toMillis()));
    }

    /**
     * @param config checked configuration
     */
    static WebClientOptions ofCalls(DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        WebClientOptions options = new WebClientOptions();
        // A redirect is the called application's, and would be followed to another path of the sidecar
        options.setFollowRedirects(false);
        // The sidecar would pass it on to the called application
        options.setUserAgentEnabled(false);
        options.setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()));
        options.setMaxPoolSize(config.poolSize());
        configure(options, config);
        secure(options, config, tls);
        return options;
    }

    /**
     * Sets what all clients that call a sidecar have in common, apart from TLS and the number of connections of HTTP/1.1.
     *
     * @param config checked configuration
     */
    static void configure(HttpClientOptions options, DaprInvokeConfig config) {
        // The sidecar would take the upgrade request for the application's and switch protocols
        options.setHttp2ClearTextUpgrade(false);
        // The client would add its own span for each attempt, named by the verb alone, next to that of the call
        options.setTracingPolicy(TracingPolicy.IGNORE);
        // Places limits the number of calls and of those that wait
        options.setMaxWaitQueueSize(-1);
        options.setKeepAliveTimeout((int) config.idleTimeout().toSeconds());
        // The sidecar's default limit is lower
        options.setMaxHeaderSize(MAX_HEADER_SIZE);
        options.setMaxInitialLineLength(MAX_HEADER_SIZE);
        if (isHttp2(config)) {
            options.setProtocolVersion(HttpVersion.HTTP_2);
            // With more, calls that come at once would open as many before the first knows how many calls it takes
            options.setHttp2MaxPoolSize(1);
            options.setHttp2KeepAliveTimeout((int) config.idleTimeout().toSeconds());
            options.getInitialSettings().setMaxHeaderListSize(MAX_HEADER_SIZE);
            // Large enough for all streams, so that a response that is not read does not block the others
            options.setHttp2ConnectionWindowSize(CONNECTION_WINDOW);
            options.setUseAlpn(true);
        }
    }

    /**
     * Sets the TLS configuration, and replaces that of the options.
     */
    static void secure(HttpClientOptions options, DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        options.setTrustAll(false).setVerifyHost(true).setTrustOptions(null).setKeyCertOptions(null);
        tls(config, tls).ifPresent(found -> TlsConfigUtils.configure(options, found));
        if (isHttp2(config)) {
            // The TLS configuration may have switched it off
            options.setUseAlpn(true);
        }
    }

    private static boolean isHttp2(DaprInvokeConfig config) {
        return config.httpVersion().equals(HTTP_2);
    }

    /**
     * Checks what the options will be made of.
     *
     * @throws ConfigurationException if the client cannot be configured so, naming the property
     */
    static void check(DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        require(config.httpVersion().equals("1.1") || config.httpVersion().equals(HTTP_2), "http-version", "1.1 or 2");
        require(config.poolSize() >= 1, "pool-size", "at least 1");
        require(config.maxWaitQueueSize() >= 0, "max-wait-queue-size", "0 or more, because the wait queue is always bounded");
        require(Timeouts.isValid(config.connectTimeout()) && config.connectTimeout().compareTo(ONE_DAY) <= 0,
                "connect-timeout", "between one millisecond and one day");
        require(Timeouts.isValid(config.requestTimeout()), "request-timeout", Timeouts.RULE);
        require(Timeouts.isValid(config.idleTimeout()) && config.idleTimeout().compareTo(SHORTEST_IDLE) >= 0, "idle-timeout",
                "between one second and 365 days");
        require(!config.shutdownTimeout().isNegative() && config.shutdownTimeout().compareTo(ONE_DAY) <= 0,
                "shutdown-timeout", "between zero and one day");
        require(Timeouts.isValid(config.health().timeout()), "health.timeout", Timeouts.RULE);
        BigInteger maxResponseSize = config.maxResponseSize().asBigInteger();
        require(maxResponseSize.signum() > 0 && maxResponseSize.bitLength() < Integer.SIZE, "max-response-size",
                "at least 1 and less than 2 GiB");
        BigInteger maxResponseFileSize = config.maxResponseFileSize().asBigInteger();
        require(maxResponseFileSize.signum() > 0 && maxResponseFileSize.bitLength() < Long.SIZE, "max-response-file-size",
                "at least 1 and less than 8 EiB");
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
