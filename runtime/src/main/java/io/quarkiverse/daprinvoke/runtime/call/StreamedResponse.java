package io.quarkiverse.daprinvoke.runtime.call;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.runtime.codec.BodyProblem;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseType;
import io.quarkiverse.daprinvoke.runtime.sidecar.EventLoops.Loop;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedCall;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/**
 * Emits the body of a response chunk by chunk to one subscriber, on the context of the caller. It reads one chunk more than the
 * demand, because only that shows whether the body has ended.
 */
final class StreamedResponse<R> extends AbstractMulti<Buffer> implements ResponseSink, Flow.Subscription {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    private final Exchange<R> exchange;
    private final Call<R> call;
    private final ResponseType<R> reply;
    private final Loop loop;
    private final Context caller;
    private final ObservedCall observed;
    private final AtomicBoolean read = new AtomicBoolean();
    // Set to null when it must receive no more signals, so that it can be garbage-collected
    private volatile MultiSubscriber<? super Buffer> subscriber;
    // Only the caller's context accesses these fields
    private boolean readAsValues;
    // Only the event loop accesses the following fields
    private boolean opened;
    private boolean subscribed;
    private long demand;
    private Buffer ahead;
    private Handler<Void> drainHandler;
    private boolean over;
    private Throwable failure;

    StreamedResponse(Exchange<R> exchange, Call<R> call, ResponseType<R> reply) {
        this.exchange = exchange;
        this.call = call;
        this.reply = reply;
        loop = call.loop;
        caller = call.caller;
        observed = call.outgoing.observed();
    }

    @Override
    public void begun() {
        try {
            reply.checkHead(exchange);
        } catch (BodyProblem e) {
            call.giveUp(exchange.failures().ofUnreadable(e));
            return;
        }
        opened = true;
        if (observed != null) {
            observed.streamed();
        }
        loop.runOn(caller, this::open);
    }

    private void open() {
        if (call.isCancelled()) {
            return;
        }
        R item;
        try {
            item = reply.open(exchange, new ResponseValues(exchange, call, this));
        } catch (Throwable e) {
            DaprInvokeException failure = exchange.failures().ofUnreadable(e);
            loop.run(() -> call.giveUp(failure));
            call.tell(failure);
            return;
        }
        call.tellItem(item);
    }

    @Override
    public boolean isStreamed() {
        return true;
    }

    @Override
    public void subscribe(MultiSubscriber<? super Buffer> downstream) {
        if (!read.compareAndSet(false, true)) {
            Subscriptions.fail(downstream, new IllegalStateException("The body of a streamed response can be read only once"));
            return;
        }
        subscriber = downstream;
        downstream.onSubscribe(this);
        loop.run(() -> {
            subscribed = true;
            handOut();
            if (over) {
                handOutOutcome();
            }
        });
    }

    @Override
    public void request(long n) {
        loop.run(() -> {
            if (n <= 0) {
                call.giveUp(Subscriptions.getInvalidRequestException());
            } else {
                demand = Subscriptions.add(demand, n);
                handOut();
            }
        });
    }

    @Override
    public void take(Buffer chunk) {
        call.recordActivity();
        ahead = chunk;
        handOut();
    }

    @Override
    public boolean writeQueueFull() {
        return ahead != null;
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
        drainHandler = handler;
        return this;
    }

    @Override
    public void ended() {
        exchange.received();
    }

    private void handOut() {
        Buffer chunk = ahead;
        // Not while another thread still passes the subscription to the subscriber
        if (chunk == null || demand == 0 || !subscribed || over) {
            return;
        }
        ahead = null;
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        call.recordActivity();
        loop.runOn(caller, () -> {
            MultiSubscriber<? super Buffer> reader = subscriber;
            if (reader != null) {
                reader.onItem(chunk);
            }
        });
        Handler<Void> drained = drainHandler;
        if (drained != null && ahead == null && !over) {
            drainHandler = null;
            drained.handle(null);
        }
    }

    @Override
    public void whole() {
        tell(null);
    }

    @Override
    public boolean tellReader(Throwable failure) {
        if (opened) {
            tell(failure);
        }
        return opened;
    }

    /**
     * Notifies the subscriber of the outcome, now or when it subscribes.
     *
     * @param failure {@code null} if the body is complete
     */
    private void tell(Throwable failure) {
        over = true;
        this.failure = failure;
        if (failure instanceof InvocationTimeoutException && !read.get()) {
            LOG.warnf(
                    "The streamed response to %s was discarded, because nothing subscribed to it within the timeout. Subscribe "
                            + "to the Multi; an endpoint returns the Multi itself, as a Uni<Multi<X>> is not supported by Quarkus REST",
                    exchange.target().describe());
        }
        if (observed != null) {
            loop.runOn(caller, () -> {
                if (failure == null) {
                    // Received values may still be unread
                    if (!readAsValues) {
                        observed.completed();
                    }
                } else if (failure instanceof CancellationException) {
                    observed.cancelled();
                } else {
                    observed.failed(failure);
                }
            });
        }
        if (subscribed) {
            handOutOutcome();
        }
    }

    private void handOutOutcome() {
        loop.runOn(caller, () -> {
            MultiSubscriber<? super Buffer> reader = subscriber;
            // Notified once, independently of the order of subscription and outcome
            subscriber = null;
            if (reader == null) {
                return;
            }
            if (failure == null) {
                reader.onCompletion();
            } else {
                reader.onFailure(failure);
            }
        });
    }

    @Override
    public void cancel() {
        subscriber = null;
        if (observed != null) {
            observed.cancelled();
        }
        loop.run(() -> {
            if (!over) {
                over = true;
                ahead = null;
                if (!call.isOver()) {
                    call.abandon();
                }
            }
        });
    }

    @Override
    public boolean cancelUnlessRead() {
        if (opened && !read.get()) {
            call.giveUp(new CancellationException("The call was cancelled before its streamed response was read"));
        }
        return opened;
    }

    /** The chunks are read as values, so the call does not end with the last chunk. */
    void readAsValues() {
        readAsValues = true;
    }
}
