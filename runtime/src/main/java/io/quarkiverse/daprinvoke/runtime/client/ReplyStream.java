package io.quarkiverse.daprinvoke.runtime.client;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.impl.ContextInternal;

/**
 * The body of a response, handed out chunk by chunk to one subscriber, on the context of the call. One chunk more than is
 * asked for is taken from the connection, because only that shows whether the body has ended.
 */
final class ReplyStream extends AbstractMulti<Buffer> implements Flow.Subscription {

    private final Exchange<?> exchange;
    private final HttpClientResponse response;
    private final ContextInternal context;
    private final AtomicReference<MultiSubscriber<? super Buffer>> subscriber = new AtomicReference<>();
    private volatile boolean cancelled;
    // The rest belongs to the context
    private boolean subscribed;
    private long demand;
    private Buffer ahead;
    private boolean over;
    private Throwable failure;

    ReplyStream(Exchange<?> exchange, HttpClientResponse response, ContextInternal context) {
        this.exchange = exchange;
        this.response = response;
        this.context = context;
    }

    /** Takes the response, of which nothing but the head has come yet. */
    void open() {
        response.pause();
        response.exceptionHandler(exchange::fail);
        response.endHandler(v -> ended());
        response.handler(this::arrived);
        response.fetch(1);
    }

    @Override
    public void subscribe(MultiSubscriber<? super Buffer> downstream) {
        if (!subscriber.compareAndSet(null, downstream)) {
            Subscriptions.fail(downstream, new IllegalStateException("The body of a streamed reply can be read only once"));
            return;
        }
        downstream.onSubscribe(this);
        context.emit(v -> {
            subscribed = true;
            if (over) {
                tell();
            } else {
                handOutAhead();
            }
        });
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            context.emit(v -> exchange.failReply(Subscriptions.getInvalidRequestException()));
        } else {
            context.emit(v -> {
                demand = Subscriptions.add(demand, n);
                handOutAhead();
            });
        }
    }

    private void arrived(Buffer chunk) {
        exchange.moved();
        ahead = chunk;
        handOutAhead();
    }

    private void handOutAhead() {
        Buffer chunk = ahead;
        // Not while the subscriber, on another thread, is still being given its subscription
        if (chunk != null && demand > 0 && subscribed && !over) {
            ahead = null;
            handOut(chunk);
        }
    }

    private void handOut(Buffer chunk) {
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        exchange.moved();
        if (!cancelled) {
            subscriber.get().onItem(chunk);
        }
        if (!over) {
            response.fetch(1);
        }
    }

    private void ended() {
        if (!over) {
            over = true;
            exchange.replyStreamed(this::tell);
        }
    }

    /**
     * @param failure what the subscriber is told, once the connection is free
     */
    void fail(Throwable failure) {
        if (!over) {
            over = true;
            ahead = null;
            this.failure = failure;
            exchange.replyAbandoned(failure, this::tell);
        }
    }

    private void tell() {
        MultiSubscriber<? super Buffer> downstream = subscriber.get();
        if (!subscribed || cancelled) {
            return;
        }
        // Told once, whether the subscriber or the outcome was there first
        cancelled = true;
        if (failure == null) {
            downstream.onCompletion();
        } else {
            downstream.onFailure(failure);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        context.emit(v -> {
            if (!over) {
                over = true;
                ahead = null;
                exchange.replyAbandoned(null, () -> {
                });
            }
        });
    }

    /**
     * Ends a stream that has no subscriber yet, and will have none, because the call whose item it is was cancelled.
     */
    void cancelUnlessRead() {
        if (subscriber.get() == null) {
            fail(new CancellationException("The call was cancelled before its streamed reply was read"));
        }
    }
}
