package io.quarkiverse.daprinvoke.runtime.client;

import java.util.concurrent.atomic.AtomicLong;

import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpClientRequest;

/**
 * A connection of HTTP/1.1, which one call has at a time. Its leases are counted, so that a call that ends its exchange late
 * never ends that of the call that has the connection by then.
 */
final class ExclusiveLease extends Lease {

    private static final AttributeKey<AtomicLong> COUNT = AttributeKey.valueOf("quarkus-dapr-invoke-leases");

    /** Far below zero, so that what is counted on from there is too. */
    private static final long CLOSED = Long.MIN_VALUE;

    /**
     * After how many milliseconds without a call a connection is looked at before it is used. No sidecar is replaced sooner,
     * and calls that follow each other closely are not slowed down.
     */
    private static final long LOOKED_AT_AFTER = 1;

    private final AtomicLong count;
    private final long number;

    ExclusiveLease(HttpClientRequest request) {
        super(request);
        Attribute<AtomicLong> attribute = connection.channel().attr(COUNT);
        AtomicLong leases = attribute.get();
        if (leases == null) {
            // A connection has one call at a time, so nobody else sets it
            leases = new AtomicLong();
            attribute.set(leases);
        }
        count = leases;
        number = leases.incrementAndGet();
    }

    /** An earlier call may have been closing it. */
    @Override
    boolean isClosed() {
        return number < 0 || !connection.channel().isActive();
    }

    @Override
    boolean isOfKeptConnection() {
        return number != 1;
    }

    @Override
    boolean isUncertain() {
        long lastResponse = connection.lastResponseReceivedTimestamp();
        return lastResponse != 0 && System.currentTimeMillis() - lastResponse >= LOOKED_AT_AFTER;
    }

    @Override
    void giveBack() {
        request.reset();
    }

    @Override
    void end() {
        if (count.compareAndSet(number, CLOSED)) {
            request.reset();
        }
    }

    @Override
    void close() {
        connection.close();
    }
}
