package io.quarkiverse.daprinvoke.runtime.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpClientRequest;

/**
 * A stream of a connection of HTTP/2, which calls share.
 */
final class SharedLease extends Lease {

    private static final AttributeKey<Streams> STREAMS = AttributeKey.valueOf("quarkus-dapr-invoke-streams");

    /** Well before the numbers of streams come to their end, which are half of 31 bits (RFC 9113, 5.1.1). */
    private static final int LAST = 1_000_000_000;

    /** What all leases of a connection know of it. */
    private static final class Streams {

        private final AtomicInteger count = new AtomicInteger();
        private final AtomicInteger lost = new AtomicInteger();
        private volatile boolean retired;
    }

    private final Streams streams;
    private final int number;

    SharedLease(HttpClientRequest request) {
        super(request);
        Attribute<Streams> attribute = connection.channel().attr(STREAMS);
        Streams known = attribute.get();
        if (known == null) {
            Streams first = new Streams();
            // Calls may come to it at the same time
            Streams other = attribute.setIfAbsent(first);
            known = other != null ? other : first;
        }
        streams = known;
        number = streams.count.incrementAndGet();
        if (number == 1) {
            // Each of its calls is told as well; without a handler it would be logged, and that without a word
            connection.exceptionHandler(failure -> {
            });
        } else if (number == LAST) {
            retire();
        }
    }

    @Override
    boolean isClosed() {
        return streams.retired || !connection.channel().isActive();
    }

    @Override
    boolean isOfKeptConnection() {
        return number != 1;
    }

    /** As long as it has calls, they would notice. */
    @Override
    boolean isUncertain() {
        return number != 1 && connection.activeStreams() == 0;
    }

    /**
     * The pool counts a stream that has not begun as in use for ever. So before it runs out of them, the connection is left to
     * the calls it has.
     */
    @Override
    void giveBack() {
        request.reset(CANCEL);
        if (streams.lost.incrementAndGet() == Math.max(1, connection.concurrency() / 4)) {
            retire();
        }
    }

    /** New calls open another connection; those of this one have as long as the longest timeouts that make sense. */
    private void retire() {
        streams.retired = true;
        connection.shutdown(1, TimeUnit.DAYS);
    }

    @Override
    void end() {
        request.reset(CANCEL);
    }

    /** It is closed already, or will be with the last of its calls. */
    @Override
    void close() {
    }
}
