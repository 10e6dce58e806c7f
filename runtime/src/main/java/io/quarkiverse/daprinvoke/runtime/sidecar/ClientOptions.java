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
 * The options of the clients that call sidecars, and the check of their configuration.
 */
final class ClientOptions {

    static final int MAX_HEADER_SIZE = 64 * 1024;

    /** The window of one stream (64 KiB) times about 250, the number of streams that the sidecar allows by default. */
    private static final int CONNECTION_WINDOW = 16 * 1024 * 1024;

    private static final String HTTP_2 = "2";

    // The client counts the connect timeout in an int
    private static final Duration ONE_DAY = Duration.ofDays(1);

    // The client counts it in seconds, and zero would mean no timeout
    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);

    private ClientOptions() {
    }

    /**
     * @param config checked configuration
     * @return the options of health checks
     */
    static HttpClientOptions ofHealth(DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        // A kept-alive connection may have been closed unnoticed, and a ready sidecar must accept new ones
        return ofCalls(config, tls).setKeepAlive(false).setMaxPoolSize(1)
                // The next health check needs the only connection
                .setConnectTimeout((int) Math.min(config.connectTimeout().toMillis(), config.health().timeout().toMillis()));
    }

    /**
     * @param config checked configuration
     */
    static WebClientOptions ofCalls(DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        WebClientOptions options = new WebClientOptions();
        // A redirect comes from the called application, and would lead to another path of the sidecar
        options.setFollowRedirects(false);
        // The sidecar would forward it to the called application
        options.setUserAgentEnabled(false);
        options.setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()));
        options.setMaxPoolSize(config.poolSize());
        configure(options, config);
        secure(options, config, tls);
        return options;
    }

    /**
     * Sets the options that all clients of a sidecar share, except TLS and the number of HTTP/1.1 connections.
     *
     * @param config checked configuration
     */
    static void configure(HttpClientOptions options, DaprInvokeConfig config) {
        // The sidecar would treat the upgrade request as one of the application and switch protocols
        options.setHttp2ClearTextUpgrade(false);
        // The client would add its own span for each attempt, named by the verb alone, next to that of the call
        options.setTracingPolicy(TracingPolicy.IGNORE);
        // Places limits the number of concurrent calls and of waiting calls
        options.setMaxWaitQueueSize(-1);
        options.setKeepAliveTimeout((int) config.idleTimeout().toSeconds());
        // The sidecar's default limit is lower
        options.setMaxHeaderSize(MAX_HEADER_SIZE);
        options.setMaxInitialLineLength(MAX_HEADER_SIZE);
        if (isHttp2(config)) {
            options.setProtocolVersion(HttpVersion.HTTP_2);
            // With more, concurrent calls would open that number before the first connection has received its stream limit
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
            // The TLS configuration may have disabled ALPN
            options.setUseAlpn(true);
        }
    }

    private static boolean isHttp2(DaprInvokeConfig config) {
        return config.httpVersion().equals(HTTP_2);
    }

    /**
     * Checks the configuration of the options.
     *
     * @throws ConfigurationException if a value is not allowed; the message names the property
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
     * @throws ConfigurationException if there is no TLS configuration with the configured name
     */
    static Optional<TlsConfiguration> tls(DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        try {
            // Without a name, the helper of Quarkus would ignore the default configuration
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
