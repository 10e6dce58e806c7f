package io.quarkiverse.daprinvoke.runtime.client;

import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpClientConnection;

/**
 * What one call has of a connection, from the moment the pool hands it out.
 */
abstract class Lease {

    /** What a stream of HTTP/2 is reset with when nobody waits for its end (RFC 9113, 7). */
    static final long CANCEL = 8;

    final HttpClientRequest request;
    final HttpClientConnection connection;

    Lease(HttpClientRequest request) {
        this.request = request;
        connection = (HttpClientConnection) request.connection();
    }

    static Lease of(HttpClientRequest request) {
        return request.version() == HttpVersion.HTTP_2 ? new SharedLease(request) : new ExclusiveLease(request);
    }

    /**
     * @return whether nothing can be sent any more: the connection was being closed when the pool handed it out, or the sidecar
     *         has closed it by now, which is told to nobody who is not listening yet
     */
    abstract boolean isClosed();

    /**
     * @return whether an earlier call had the connection
     */
    abstract boolean isOfKeptConnection();

    /**
     * @return whether the sidecar may have closed the connection since its last call without anybody having noticed yet
     */
    abstract boolean isUncertain();

    /**
     * Gives the connection back unused.
     */
    abstract void giveBack();

    /**
     * Ends the exchange on the wire, and no other.
     */
    abstract void end();

    /**
     * Lets go of a connection that {@link #isClosed()}.
     */
    abstract void close();

    /**
     * Runs a task on a context after the event loop of the connection has looked once for what has come from the other
     * side, such as that it closed the connection.
     */
    final void onceLookedAt(Context context, Runnable task) {
        EventLoop eventLoop = eventLoop();
        // What a task schedules runs in the next round of the loop, and each round begins with a look at its connections
        eventLoop.execute(
                () -> eventLoop.schedule(() -> context.runOnContext(v -> task.run()), 0, TimeUnit.NANOSECONDS));
    }

    /**
     * Runs a task on a context when the connection, or its place in the pool, is free for whatever the task leads to: after
     * what the event loop of the connection, which may be another one, is doing now.
     */
    final void onceFree(Context context, Runnable task) {
        EventLoop eventLoop = eventLoop();
        if (eventLoop.inEventLoop()) {
            context.runOnContext(v -> task.run());
        } else {
            eventLoop.execute(() -> context.runOnContext(v -> task.run()));
        }
    }

    private EventLoop eventLoop() {
        return connection.getContext().nettyEventLoop();
    }

    /**
     * Sends the head of the request without waiting for the first chunk of its body.
     */
    final void sendHead() {
        request.sendHead(sent -> {
        });
    }
}
