package io.quarkiverse.daprinvoke.runtime.client;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.Executor;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.netty.util.AsciiString;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.internal.RequestHeaders;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.config.DaprVariables;
import io.quarkiverse.daprinvoke.runtime.payload.Reply;
import io.quarkiverse.daprinvoke.runtime.uri.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.uri.SidecarAddress;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;

/**
 * What all emitters call with. Nothing is opened before the first call.
 */
@Singleton
public class SidecarClient {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    private static final CharSequence DAPR_API_TOKEN = AsciiString.cached(RequestHeaders.DAPR_API_TOKEN);

    private final Vertx vertx;
    private final DaprInvokeConfig config;
    private final TlsConfigurationRegistry tls;
    private final SidecarAddress configured;
    private final String apiToken;
    private final int spareLimit;
    private final long maxReplySize;
    private final Duration shutdownTimeout;
    private final CallsUnderWay underWay = new CallsUnderWay();
    private final Delays delays = new Delays();
    private volatile Connections connections;
    private SidecarHealth health;
    private volatile boolean stopped;

    /** Asks for the configuration by itself: as a bean it would cost the start more than all else here. */
    @Inject
    public SidecarClient(Vertx vertx, DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        this(vertx, config, tls, ConfigProvider.getConfig());
    }

    public SidecarClient(Vertx vertx, DaprInvokeConfig config, TlsConfigurationRegistry tls, Config properties) {
        this.vertx = vertx;
        this.config = config;
        this.tls = tls;
        DaprVariables variables = new DaprVariables(properties);
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
        ClientConfig.check(config, tls);
        // Where no call may wait, each must find its connection free
        spareLimit = config.maxWaitQueueSize() > 0 ? config.poolSize() / 2 : 0;
        maxReplySize = config.maxReplySize().asLongValue();
        shutdownTimeout = config.shutdownTimeout();
    }

    /**
     * @return the API token, {@code null} for none
     */
    public static String apiToken(DaprInvokeConfig config, DaprVariables variables) {
        return config.apiToken().isPresent() ? config.apiToken().get() : variables.apply("dapr.api.token").orElse(null);
    }

    /**
     * @return the configured sidecar
     */
    public SidecarAddress configuredSidecar() {
        return configured;
    }

    /**
     * @return whether calls to that sidecar carry the API token, which is for the configured sidecar only
     */
    public boolean sendsTokenTo(SidecarAddress sidecar) {
        return apiToken != null && sidecar.sameOrigin(configured);
    }

    /**
     * @return whether the application can connect to that sidecar at all: Unix domain sockets need a native transport
     */
    public boolean canConnectTo(SidecarAddress sidecar) {
        return sidecar.socketPath() == null || ((VertxInternal) vertx).transport().supportsDomainSockets();
    }

    /**
     * Makes a call, or a further attempt at it.
     *
     * @param earlier what attempts before this one did
     * @param subscriber is given its subscription before anything is sent
     */
    public <R> void invoke(ResolvedTarget target, OutgoingCall call, EarlierAttempts earlier, Reply<R> reply,
            UniSubscriber<? super R> subscriber) {
        Exchange<R> exchange = new Exchange<>(this, target, call, earlier, reply, subscriber);
        underWay.begin();
        try {
            subscriber.onSubscribe(exchange);
            exchange.start(vertx);
        } catch (Throwable e) {
            // Otherwise it would count as under way for ever
            exchange.cancel();
            throw e;
        }
    }

    /**
     * Asks for a connection and hands it to the exchange, or fails it.
     *
     * @param millis how long it may wait
     */
    void connect(ResolvedTarget target, SidecarAddress sidecar, long millis, Exchange<?> exchange) {
        connections().connect(target, sidecar, millis, exchange);
    }

    /**
     * Puts the headers of a call on its request.
     */
    void putHeaders(OutgoingCall call, MultiMap headers) {
        if (call.contentType() != null) {
            headers.set(HttpHeaders.CONTENT_TYPE, call.contentType());
        }
        putToken(call.sidecar(), headers);
        for (Parameter header : call.headers()) {
            headers.add(header.name(), header.value());
        }
    }

    /**
     * Puts the API token on a request, if that sidecar is to have it.
     */
    void putToken(SidecarAddress sidecar, MultiMap headers) {
        if (sendsTokenTo(sidecar)) {
            headers.set(DAPR_API_TOKEN, apiToken);
        }
    }

    /**
     * Asks a sidecar whether it is ready for calls, whether or not this application is. Calls do not stand in the way.
     *
     * @return the status of the answer; fails if none came within the configured time
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

    private Connections connections() {
        Connections made = connections;
        return made != null ? made : makeConnections();
    }

    private synchronized Connections makeConnections() {
        if (connections == null) {
            Connections made = new Connections(vertx, config, tls);
            if (stopped) {
                made.close();
            }
            connections = made;
        }
        return connections;
    }

    /**
     * @param millis at least 1
     * @return completes on the current Vert.x context: with {@code true} once the time has passed, with {@code false} as soon
     *         as the application stops
     */
    public Uni<Boolean> delay(long millis) {
        return delays.begin((ContextInternal) vertx.getOrCreateContext(), millis);
    }

    /**
     * @return runs a task on an event loop that belongs to nobody, for callers that block the context they are on
     */
    public Executor eventLoop() {
        return task -> ((VertxInternal) vertx).createEventLoopContext().runOnContext(v -> task.run());
    }

    long maxReplySize() {
        return maxReplySize;
    }

    /**
     * @return whether calls can be made at once even if the connections of those that have just ended are not free yet
     */
    boolean hasConnectionsToSpare() {
        return underWay.count() <= spareLimit;
    }

    /**
     * @return how many calls have not ended yet
     */
    public int callsUnderWay() {
        return underWay.count();
    }

    void callEnded() {
        underWay.end();
    }

    boolean isStopped() {
        return stopped;
    }

    /**
     * Waits for the calls under way, at most for the configured time, and ends those that are left. None is tried again from
     * now on. Blocks, but not in dev and test mode, where a call that hangs would delay each live reload.
     */
    public void stop() {
        delays.end();
        boolean waits = !LaunchMode.current().isDevOrTest();
        int left = underWay.awaitNone(waits ? shutdownTimeout : Duration.ZERO);
        if (left > 0 && !waits) {
            LOG.infof(
                    "%d invocations under way fail, because the application stops, and does not wait for them in dev and test "
                            + "mode",
                    left);
        } else if (left > 0) {
            LOG.warnf("The application stops with %d invocations under way, which fail: they have not ended within "
                    + "quarkus.dapr-invoke.shutdown-timeout", left);
        }
        close();
    }

    @PreDestroy
    synchronized void close() {
        stopped = true;
        if (connections != null) {
            connections.close();
        }
        if (health != null) {
            health.close();
        }
    }
}
