package io.quarkiverse.daprinvoke.runtime.sidecar;

import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.client.WebClientOptions;

/**
 * The options of the clients that call sidecars.
 */
final class ClientOptions {

    static final int MAX_HEADER_SIZE = 64 * 1024;

    /** That of a stream, 64 KiB, times the 250 streams that the sidecar takes by default, about. */
    private static final int CONNECTION_WINDOW = 16 * 1024 * 1024;

    private ClientOptions() {
    }

    /**
     * @param config checked configuration
     * @return those of requests that are none of the calls
     */
    static HttpClientOptions ofHealth(DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        // A kept connection may have come to its end unnoticed, and a sidecar must take new ones to be ready
        return ofCalls(config, tls).setKeepAlive(false).setMaxPoolSize(1)
                // Nobody waits longer, and the next question needs the place
                .setConnectTimeout((int) Math.min(config.connectTimeout().toMillis(), config.health().timeout().toMillis()));
    }

    /**
     * @param config checked configuration
     */
    static WebClientOptions ofCalls(DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        WebClientOptions options = new WebClientOptions();
        // A redirect belongs to the called application and would lead to a path of the sidecar
        options.setFollowRedirects(false);
        // The sidecar would take the upgrade request for the application's and switch protocols
        options.setHttp2ClearTextUpgrade(false);
        // The called application has no use for it
        options.setUserAgentEnabled(false);
        // Its spans would stand beside those of the calls, one for each attempt and named by the verb alone
        options.setTracingPolicy(TracingPolicy.IGNORE);
        options.setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()));
        options.setMaxPoolSize(config.poolSize());
        // Calls wait for their places before, and whoever has one gets a connection
        options.setMaxWaitQueueSize(-1);
        options.setKeepAliveTimeout((int) config.idleTimeout().toSeconds());
        // More than the sidecar lets through with its defaults
        options.setMaxHeaderSize(MAX_HEADER_SIZE);
        options.setMaxInitialLineLength(MAX_HEADER_SIZE);
        if (ClientConfig.isHttp2(config)) {
            options.setProtocolVersion(HttpVersion.HTTP_2);
            // With more, calls that come at once would open as many before the first knows how many calls it takes
            options.setHttp2MaxPoolSize(1);
            options.setHttp2KeepAliveTimeout((int) config.idleTimeout().toSeconds());
            options.getInitialSettings().setMaxHeaderListSize(MAX_HEADER_SIZE);
            // As much as all its streams may hold, so that a reply that nobody reads does not stop the others
            options.setHttp2ConnectionWindowSize(CONNECTION_WINDOW);
        }
        ClientConfig.tls(config, tls).ifPresent(found -> TlsConfigUtils.configure(options, found));
        if (ClientConfig.isHttp2(config)) {
            // Which a TLS configuration may have switched off
            options.setUseAlpn(true);
        }
        return options;
    }
}
