package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;

/**
 * Closes the connections of a client that were not used within the idle timeout. If all requests that waited for a connection
 * have timed out before it was ready, Vert.x has removed their pool, so no request uses the connection, and nothing in Vert.x
 * closes it. Any thread may call the methods.
 */
final class UnusedConnections {

    private final Vertx vertx;
    private final long idleMillis;
    private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();

    /**
     * @param options the options of the client
     */
    UnusedConnections(Vertx vertx, HttpClientOptions options) {
        this.vertx = vertx;
        idleMillis = TimeUnit.SECONDS.toMillis(options.getKeepAliveTimeout());
    }

    void opened(HttpConnection connection) {
        timers.put(connection, vertx.setTimer(idleMillis, id -> {
            timers.remove(connection);
            connection.close();
        }));
    }

    /** The connection has a request, or is closed. From the first request on, Vert.x closes it when it is idle. */
    void remove(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
