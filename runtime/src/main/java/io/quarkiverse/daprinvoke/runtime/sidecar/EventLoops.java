package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpClientConnection;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SSLOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.client.impl.WebClientInternal;

/**
 * The event loops of calls, each with a separate web client and separate connections.
 * <p>
 * The only class that uses internals of Vert.x: to find the event loop of a context, to run a task at once if the thread
 * belongs to the context, to create a client that belongs to no verticle, and to access the request and the response of the web
 * client.
 */
public final class EventLoops {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    private final VertxInternal vertx;
    private final Supplier<WebClientOptions> options;
    // By the event loop of Netty
    private final Map<Object, Loop> loops = new ConcurrentHashMap<>();
    private boolean closed;

    /**
     * @param options the options of each client
     */
    EventLoops(Vertx vertx, Supplier<WebClientOptions> options) {
        this.vertx = (VertxInternal) vertx;
        this.options = options;
    }

    /**
     * @return the context of the caller; a thread without one gets a context of the next event loop, and keeps it
     */
    public Context caller() {
        return vertx.getOrCreateContext();
    }

    /**
     * @return the event loop of a context, also of a worker context
     */
    public Loop of(Context context) {
        ContextInternal caller = (ContextInternal) context;
        Loop loop = loops.get(caller.nettyEventLoop());
        return loop != null ? loop : open(caller);
    }

    /** Synchronized with {@link #updateTls} and {@link #close}, so that no client misses them. */
    private synchronized Loop open(ContextInternal caller) {
        Loop loop = loops.get(caller.nettyEventLoop());
        if (loop == null) {
            // The context belongs to no verticle, because undeploying a verticle would end its timers and connections
            ContextInternal context = vertx.createEventLoopContext(caller.nettyEventLoop(), null, caller.classLoader());
            loop = new Loop(context, options.get());
            loops.put(caller.nettyEventLoop(), loop);
            if (closed) {
                loop.httpClient.close();
            }
        }
        return loop;
    }

    /**
     * @return a client with the lifetime of Vert.x, not of the verticle that makes the first call
     */
    static HttpClient httpClient(Vertx vertx, HttpClientOptions options) {
        VertxInternal internal = (VertxInternal) vertx;
        CloseFuture whenClosed = new CloseFuture();
        HttpClient client = internal.createHttpPoolClient(options, options.getPoolOptions(), whenClosed);
        internal.closeFuture().add(whenClosed);
        return client;
    }

    synchronized void updateTls(SSLOptions tls) {
        loops.values().forEach(loop -> update(loop.httpClient, tls));
    }

    static void update(HttpClient client, SSLOptions tls) {
        // Forces a reload, even if only the content of the files has changed
        client.updateSSLOptions(tls, true).onFailure(
                e -> LOG.warnf(e,
                        "The TLS configuration was reloaded, but new connections to the Dapr sidecar still use the previous "
                                + "one"));
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            loops.values().forEach(Loop::close);
        }
    }

    /** One event loop. */
    public static final class Loop {

        /** Well before the stream IDs of a connection are exhausted (RFC 9113, 5.1.1). */
        private static final int LAST_STREAM = 2_000_000_000;

        private final ContextInternal context;
        private final HttpClient httpClient;
        private final WebClient webClient;
        // The number of streams of each HTTP/2 connection that Vert.x counts as active forever, negative if it is retired
        private final Map<HttpConnection, Integer> lostStreams = new HashMap<>();
        private final UnusedConnections unused;
        private final SilentConnections silent;

        Loop(ContextInternal context, WebClientOptions options) {
            this.context = context;
            unused = new UnusedConnections(context.owner(), options);
            silent = new SilentConnections(this, options);
            httpClient = httpClient(context.owner(), options);
            httpClient.connectionHandler(this::connected);
            WebClientInternal client = (WebClientInternal) WebClient.wrap(httpClient, options);
            client.addInterceptor(this::follow);
            webClient = client;
        }

        /**
         * @return the client of this event loop, to be used on it only
         */
        public WebClient webClient() {
            return webClient;
        }

        /**
         * @return a context of the event loop that belongs to no verticle
         */
        public Context context() {
            return context;
        }

        /** Runs a task on the event loop, at once if this is its thread. */
        public void run(Runnable task) {
            context.emit(task, Runnable::run);
        }

        /** Runs a task on the event loop, after its current task. */
        public void runLater(Runnable task) {
            context.runOnContext(v -> task.run());
        }

        /**
         * Sets a timer that belongs to no verticle.
         *
         * @return its ID
         */
        public long setTimer(long millis, Runnable task) {
            return context.setTimer(millis, id -> task.run());
        }

        public void cancelTimer(long id) {
            context.owner().cancelTimer(id);
        }

        /**
         * Runs a task on a caller's context, at once if this is its thread. Runs it on the event loop if the context accepts no
         * more tasks, for example after its verticle with a separate worker pool was undeployed.
         */
        public void runOn(Context caller, Runnable task) {
            ContextInternal target = (ContextInternal) caller;
            if (target.inThread()) {
                target.dispatch(task);
                return;
            }
            try {
                target.executor().execute(() -> target.dispatch(task));
            } catch (RejectedExecutionException e) {
                run(task);
            }
        }

        private void close() {
            httpClient.close();
            // The client no longer manages retired connections, and they may still have calls
            run(() -> List.copyOf(lostStreams.keySet()).forEach(HttpConnection::close));
        }

        private void connected(HttpConnection connection) {
            // The call reports the same failure. Without a handler Vert.x would log each as an error
            connection.exceptionHandler(e -> LOG.debugf(e, "The connection to %s failed", connection.remoteAddress()));
            unused.opened(connection);
            connection.closeHandler(closed -> {
                lostStreams.remove(connection);
                unused.remove(connection);
            });
            HttpCodec.replaceIn(((HttpClientConnection) connection).channel().pipeline(), ClientOptions.MAX_HEADER_SIZE);
        }

        private void follow(HttpContext<?> exchange) {
            if (exchange.phase() == ClientPhase.SEND_REQUEST) {
                if (!begin(exchange.clientRequest(), (SidecarCall) exchange.request().bodyCodec())) {
                    // The web client does not continue with this request
                    return;
                }
            } else if (exchange.phase() == ClientPhase.RECEIVE_RESPONSE) {
                HttpClientResponse response = exchange.clientResponse();
                if (response.request().streamId() > LAST_STREAM) {
                    retire(response.request().connection());
                }
                ((SidecarCall) exchange.request().bodyCodec()).responded(response);
            }
            exchange.next();
        }

        private boolean begin(HttpClientRequest request, SidecarCall call) {
            // The response reports the same failure, and a reset of an idle connection is not a failure. Without
            // a handler Vert.x would log each as an error
            request.exceptionHandler(e -> {
            });
            HttpClientConnection connection = (HttpClientConnection) request.connection();
            unused.remove(connection);
            HttpCodec codec = connection.channel().pipeline().get(HttpCodec.class);
            boolean usable = codec != null ? codec.isUsable() : isUsable(connection);
            if (!call.connected(request, usable)) {
                if (codec != null && !usable) {
                    connection.close();
                }
                return false;
            }
            if (codec != null) {
                codec.begin(call);
            }
            return true;
        }

        /** For HTTP/2. A connection with calls detects itself that it was closed. */
        private boolean isUsable(HttpClientConnection connection) {
            boolean active = connection.activeStreams() > 0 ? connection.channel().isActive()
                    : HttpCodec.isActive(connection.channel());
            return active && !isRetired(connection);
        }

        /**
         * Ends a request that has been sent, wholly or in part: resets its stream, or closes its connection.
         */
        public void abort(HttpClientRequest request) {
            request.reset(SidecarCall.CANCEL);
            HttpCodec codec = ((HttpClientConnection) request.connection()).channel().pipeline().get(HttpCodec.class);
            if (codec != null) {
                codec.abort();
            }
        }

        /** Finds out whether the connection of a request that has timed out still works, and closes it if it does not. */
        public void check(HttpClientRequest request) {
            silent.check(request);
        }

        /** Releases the connection of a request of which nothing has been sent. */
        public void release(HttpClientRequest request) {
            request.reset(SidecarCall.CANCEL);
            HttpClientConnection connection = (HttpClientConnection) request.connection();
            if (request.version() == HttpVersion.HTTP_2 && connection.channel().isActive() && !isRetired(connection)) {
                // Retired before the stream IDs are exhausted
                if (lostStreams.merge(connection, 1, Integer::sum) >= Math.max(1, connection.concurrency() / 4)) {
                    retire(connection);
                }
            }
        }

        private boolean isRetired(HttpConnection connection) {
            return lostStreams.getOrDefault(connection, 0) < 0;
        }

        /**
         * Retires a connection: its in-flight calls continue, for at most the longest reasonable timeout. New calls open
         * another one.
         */
        private void retire(HttpConnection connection) {
            lostStreams.put(connection, Integer.MIN_VALUE);
            connection.shutdown(TimeUnit.DAYS.toMillis(1));
        }
    }
}
