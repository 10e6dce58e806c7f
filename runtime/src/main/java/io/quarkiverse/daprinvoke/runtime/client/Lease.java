package io.quarkiverse.daprinvoke.runtime.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.channel.EventLoop;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.vertx.core.Context;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpClientConnection;

/**
 * What one call has of a connection, from the moment the pool hands it out. Leases of one connection are counted, so that a
 * call that ends its exchange late never ends that of the call that has the connection by then. With HTTP/2 calls share a
 * connection, and each has a stream of its own on it.
 */
final class Lease {

    /** What a stream is reset with when nobody waits for its end (RFC 9113, 7). */
    static final long CANCEL = 8;

    private static final AttributeKey<AtomicLong> COUNT = AttributeKey.valueOf("quarkus-dapr-invoke-leases");

    /** Far below zero, so that what is counted on from there is too. */
    private static final long CLOSED = Long.MIN_VALUE;

    /**
     * After how many milliseconds without a call a connection is looked at before it is used. No sidecar is replaced sooner,
     * and calls that follow each other closely are not slowed down.
     */
    private static final long LOOKED_AT_AFTER = 1;

    private final HttpClientRequest request;
    private final HttpClientConnection connection;
    private final AtomicLong count;
    private final long number;
    private final boolean shared;

    Lease(HttpClientRequest request) {
        this.request = request;
        connection = (HttpClientConnection) request.connection();
        Attribute<AtomicLong> attribute = connection.channel().attr(COUNT);
        AtomicLong leases = attribute.get();
        if (leases == null) {
            AtomicLong first = new AtomicLong();
            // Calls that share a connection may come to it at the same time
            AtomicLong other = attribute.setIfAbsent(first);
            leases = other != null ? other : first;
        }
        count = leases;
        number = leases.incrementAndGet();
        shared = request.version() == HttpVersion.HTTP_2;
        if (shared && number == 1) {
            // Each of its calls is told as well; without a handler it would be logged, and that without a word
            connection.exceptionHandler(failure -> {
            });
        }
    }

    /**
     * @return whether nothing can be sent any more: an earlier call was closing the connection when the pool handed it out,
     *         or the sidecar has closed it by now, which is told to nobody who is not listening yet
     */
    boolean isClosed() {
        return number < 0 || !connection.channel().isActive();
    }

    /**
     * @return whether an earlier call had the connection
     */
    boolean isOfKeptConnection() {
        return number != 1;
    }

    /**
     * @return whether the sidecar may have closed the connection since its last call without anybody having noticed yet
     */
    boolean isUncertain() {
        long lastResponse = connection.lastResponseReceivedTimestamp();
        return lastResponse != 0 && System.currentTimeMillis() - lastResponse >= LOOKED_AT_AFTER;
    }

    /**
     * Runs a task on a context after the event loop of the connection has looked once for what has come from the other
     * side, such as that it closed the connection.
     */
    void onceLookedAt(Context context, Runnable task) {
        EventLoop eventLoop = eventLoop();
        // What a task schedules runs in the next round of the loop, and each round begins with a look at its connections
        eventLoop.execute(
                () -> eventLoop.schedule(() -> context.runOnContext(v -> task.run()), 0, TimeUnit.NANOSECONDS));
    }

    /**
     * Runs a task on a context when the connection, or its place in the pool, is free for whatever the task leads to: after
     * what the event loop of the connection, which may be another one, is doing now.
     */
    void onceFree(Context context, Runnable task) {
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
    void sendHead() {
        request.sendHead(sent -> {
        });
    }

    /**
     * Gives the connection back unused.
     */
    void giveBack() {
        request.reset(CANCEL);
        if (shared) {
            // The pool counts a stream that has not begun as in use for ever; so the connection ends with the calls it has
            connection.shutdown(1, TimeUnit.DAYS);
        }
    }

    /**
     * Ends the exchange on the wire, unless the connection has passed on to another call.
     */
    void end() {
        if (shared || count.compareAndSet(number, CLOSED)) {
            request.reset(CANCEL);
        }
    }

    /**
     * Closes a connection that {@link #isClosed()}.
     */
    void close() {
        connection.close();
    }
}
