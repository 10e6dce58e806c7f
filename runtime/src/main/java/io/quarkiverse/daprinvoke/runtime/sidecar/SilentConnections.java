package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.daprinvoke.runtime.sidecar.EventLoops.Loop;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;

/**
 * Finds HTTP/2 connections that were lost without being closed. A call that times out resets its stream only, so all later
 * calls would time out on the same connection, until the system notices after many minutes. With HTTP/1.1 each call that times
 * out closes its connection. Belongs to the event loop.
 */
final class SilentConnections {

    private final Loop loop;
    // Not static: a native executable cannot contain buffers of Netty
    private final Buffer ping = Buffer.buffer(new byte[8]);
    private final long pongMillis;
    private final Set<HttpConnection> pinged = new HashSet<>();

    /**
     * @param options the options of the client; their connect timeout is how long the answer to a ping may take
     */
    SilentConnections(Loop loop, HttpClientOptions options) {
        this.loop = loop;
        pongMillis = options.getConnectTimeout();
    }

    /** Closes the connection of a request that has timed out, unless the sidecar answers a ping. */
    void check(HttpClientRequest request) {
        HttpConnection connection = request.connection();
        if (request.version() != HttpVersion.HTTP_2 || !pinged.add(connection)) {
            return;
        }
        long timer = loop.setTimer(pongMillis, () -> {
            pinged.remove(connection);
            // At once, because what is still to be written may never be
            connection.shutdown(0, TimeUnit.MILLISECONDS);
        });
        connection.ping(ping).onComplete(pong -> {
            loop.cancelTimer(timer);
            pinged.remove(connection);
        });
    }
}
