package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.internal.RequestHeaders;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SSLOptions;

/**
 * The client that all emitters share. It opens no connection before the first call.
 */
@Singleton
public class SidecarClient {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    private static final CharSequence DAPR_API_TOKEN = HttpHeaders.createOptimized(RequestHeaders.DAPR_API_TOKEN);

    private final Vertx vertx;
    private final DaprInvokeConfig config;
    private final TlsConfigurationRegistry tls;
    private final SidecarAddress configured;
    private final String apiToken;
    private final long maxResponseSize;
    private final long maxResponseFileSize;
    private final Duration shutdownTimeout;
    private final InFlightCalls inFlight = new InFlightCalls();
    private final Executor blockingThreads = BlockingThreads.create();
    private final Map<SidecarAddress, Places> places = new ConcurrentHashMap<>();
    private final EventLoops eventLoops;
    private final StoppableTimers delays;
    private final StoppableTimers deadlines;
    private SidecarHealth health;
    private volatile boolean stopped;

    /** Looks up the configuration itself, because injecting it as a bean would slow down the start. */
    @Inject
    public SidecarClient(Vertx vertx, DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        this(vertx, config, tls, ConfigProvider.getConfig());
    }

    public SidecarClient(Vertx vertx, DaprInvokeConfig config, TlsConfigurationRegistry tls, Config properties) {
        this.vertx = vertx;
        this.config = config;
        this.tls = tls;
        DaprEnvironment variables = new DaprEnvironment(properties);
        try {
            configured = SidecarAddress.resolve(config.endpoint(), variables);
            apiToken = apiToken(config, variables);
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
        if (apiToken != null) {
            try {
                RequestHeaders.checkValue(RequestHeaders.DAPR_API_TOKEN, apiToken);
            } catch (IllegalArgumentException e) {
                throw new ConfigurationException("The Dapr API token cannot be sent: " + e.getMessage());
            }
        }
        ClientOptions.check(config, tls);
        eventLoops = new EventLoops(vertx, () -> ClientOptions.ofCalls(config, tls));
        delays = new StoppableTimers(eventLoops);
        deadlines = new StoppableTimers(eventLoops);
        maxResponseSize = config.maxResponseSize().asLongValue();
        maxResponseFileSize = config.maxResponseFileSize().asLongValue();
        shutdownTimeout = config.shutdownTimeout();
    }

    /**
     * @return the API token, {@code null} for none
     */
    public static String apiToken(DaprInvokeConfig config, DaprEnvironment variables) {
        return config.apiToken().isPresent() ? config.apiToken().get() : variables.apply("dapr.api.token").orElse(null);
    }

    /**
     * @return the configured sidecar
     */
    public SidecarAddress configuredSidecar() {
        return configured;
    }

    /**
     * @return whether calls to that sidecar carry the API token, which is only for the configured sidecar
     */
    public boolean sendsTokenTo(SidecarAddress sidecar) {
        return apiToken != null && sidecar.sameOrigin(configured);
    }

    /** Called once in an application that sends the token to the configured sidecar. */
    public void warnOfPlainText() {
        if (!configured.ssl() && !configured.isLoopback()) {
            LOG.warnf("The Dapr API token is sent unencrypted to %s, which is not this host: use an https endpoint, or a "
                    + "sidecar on the same host as the application, such as http://127.0.0.1:3500", configured);
        }
    }

    /**
     * Sets the options that all clients of a sidecar share, on another client.
     */
    public void configure(HttpClientOptions options) {
        ClientOptions.configure(options, config);
    }

    /**
     * Replaces the TLS options of another client with those of the clients of a sidecar.
     */
    public void secure(HttpClientOptions options) {
        ClientOptions.secure(options, config, tls);
    }

    /**
     * @return the TLS configuration of clients that call a sidecar
     */
    public Optional<TlsConfiguration> tls() {
        return ClientOptions.tls(config, tls);
    }

    /**
     * @return whether the application can connect to that sidecar: Unix domain sockets require a native transport
     */
    public boolean canConnectTo(SidecarAddress sidecar) {
        return sidecar.socketPath() == null || vertx.isNativeTransportEnabled();
    }

    /**
     * @return the event loops that calls are made on
     */
    public EventLoops eventLoops() {
        return eventLoops;
    }

    /**
     * @return the places for calls to that sidecar
     */
    public Places places(SidecarAddress sidecar) {
        return places.computeIfAbsent(sidecar, added -> new Places(config.poolSize(), config.maxWaitQueueSize()));
    }

    /**
     * Adds the API token to a request if that sidecar is the configured one.
     */
    public void putToken(SidecarAddress sidecar, MultiMap headers) {
        if (sendsTokenTo(sidecar)) {
            headers.set(DAPR_API_TOKEN, apiToken);
        }
    }

    /**
     * Asks a sidecar whether it is ready for calls, independently of this application. Calls do not delay this.
     *
     * @return the status of the response; fails if there is none within the configured timeout
     */
    public Uni<Integer> askHealth(SidecarAddress sidecar) {
        return Uni.createFrom().completionStage(() -> health().ask(sidecar).toCompletionStage());
    }

    private synchronized SidecarHealth health() {
        if (health == null) {
            health = new SidecarHealth(this, vertx, config, tls);
            if (stopped) {
                health.close();
            }
        }
        return health;
    }

    /**
     * New connections use the reloaded key and trust stores. Event loops without connections read them with their first
     * connection.
     */
    synchronized void certificatesUpdated(@Observes CertificateUpdatedEvent event) {
        if (ClientOptions.tls(config, tls).filter(used -> used == event.tlsConfiguration()).isPresent()) {
            SSLOptions reloaded = ClientOptions.ofCalls(config, tls).getSslOptions();
            eventLoops.updateTls(reloaded);
            if (health != null) {
                health.updateTls(reloaded);
            }
        }
    }

    /**
     * @param millis at least 1
     * @return completes on the current Vert.x context: with {@code true} after the time, with {@code false} as soon as the
     *         application stops
     */
    public Uni<Boolean> delay(long millis) {
        return delays.begin(millis);
    }

    /**
     * @param millis at least 1
     * @return completes on the current Vert.x context: with {@code true} after the time, with {@code false} as soon as the
     *         stopping application has waited for its in-flight calls
     */
    public Uni<Boolean> deadline(long millis) {
        return deadlines.begin(millis);
    }

    /**
     * @return the maximum number of bytes of a response in memory
     */
    public long maxResponseSize() {
        return maxResponseSize;
    }

    /**
     * @return the maximum number of bytes of a response in a file
     */
    public long maxResponseFileSize() {
        return maxResponseFileSize;
    }

    /**
     * @return the executor of blocking tasks, such as reading a file
     */
    public Executor blockingThreads() {
        return blockingThreads;
    }

    /**
     * @return the calls that have not ended yet
     */
    public InFlightCalls inFlight() {
        return inFlight;
    }

    /**
     * @return whether the application stops, and makes no more calls
     */
    public boolean isStopped() {
        return stopped;
    }

    /**
     * Waits for the in-flight calls, at most for the configured time, and ends the remaining ones. There are no more retries.
     * Blocks, except in dev and test mode, where a hanging call would delay each live reload.
     */
    public void stop() {
        delays.end();
        boolean waits = !LaunchMode.current().isDevOrTest();
        int left = inFlight.awaitNone(waits ? shutdownTimeout : Duration.ZERO);
        if (left > 0 && !waits) {
            LOG.infof(
                    "%d in-flight calls fail, because the application stops and does not wait for them in dev and test "
                            + "mode",
                    left);
        } else if (left > 0) {
            LOG.warnf("The application stops and %d in-flight calls fail, because they did not complete within "
                    + "quarkus.dapr-invoke.shutdown-timeout", left);
        }
        close();
    }

    @PreDestroy
    synchronized void close() {
        stopped = true;
        deadlines.end();
        eventLoops.close();
        if (health != null) {
            health.close();
        }
    }
}
