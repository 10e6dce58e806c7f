package io.quarkiverse.daprinvoke.runtime.client;

import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.client.impl.WebClientInternal;

/**
 * The one place where the web client and its options are made.
 */
final class WebClientFactory {

    private static final int MAX_HEADER_SIZE = 64 * 1024;

    /** That of a stream, 64 KiB, times the 250 streams that the sidecar takes by default, about. */
    private static final int CONNECTION_WINDOW = 16 * 1024 * 1024;

    private WebClientFactory() {
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
     * @return a client with the same settings, for requests that are none of the calls
     */
    static HttpClient createForHealth(Vertx vertx, DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        // A kept connection may have come to its end unnoticed, and a sidecar must take new ones to be ready
        HttpClientOptions options = options(config, tls).setKeepAlive(false).setMaxPoolSize(1)
                // That of calls may be none, and the connection of the question before may still be about to close
                .setMaxWaitQueueSize(-1)
                // Nobody waits longer, and the next question needs the place
                .setConnectTimeout((int) Math.min(config.connectTimeout().toMillis(), config.health().timeout().toMillis()));
        return ((VertxInternal) vertx).createHttpPoolClient(options, options.getPoolOptions(), new CloseFuture());
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
        // Its spans would stand beside those of the calls, one for each attempt and named by the verb alone
        options.setTracingPolicy(TracingPolicy.IGNORE);
        options.setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()));
        options.setMaxPoolSize(config.poolSize());
        options.setMaxWaitQueueSize(config.maxWaitQueueSize());
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
