package io.quarkiverse.daprinvoke.runtime.call;

import java.util.concurrent.TimeUnit;

import io.quarkiverse.daprinvoke.runtime.codec.ResponseType;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.sidecar.EventLoops.Loop;
import io.quarkiverse.daprinvoke.runtime.sidecar.Places;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.smallrye.mutiny.helpers.EmptyUniSubscription;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Context;

/**
 * One attempt of a call, from its subscription to its single outcome: an item, a failure or a cancellation. Everything runs on
 * one event loop, except {@link #cancel()}, which any thread can call. Items and failures are delivered on the Vert.x context
 * of the subscription. A streamed response is delivered as an item when it begins, and has a separate outcome.
 *
 * @param <R> the type of the item
 */
public final class Call<R> implements UniSubscription, Places.Guest {

    final SidecarClient client;
    final OutgoingCall outgoing;
    final EarlierAttempts earlier;
    private final UniSubscriber<? super R> subscriber;
    final Context caller;
    final Loop loop;
    final Places places;
    private final Exchange<R> exchange;
    private volatile boolean cancelled;
    private volatile long lastActivity;
    // Only the event loop accesses the following fields
    private final long started = System.nanoTime();
    private long timer = -1;
    private boolean waiting;
    private boolean placed;
    private boolean over;

    private Call(SidecarClient client, ResolvedTarget target, OutgoingCall outgoing, EarlierAttempts earlier,
            ResponseType<R> reply,
            UniSubscriber<? super R> subscriber) {
        this.client = client;
        this.outgoing = outgoing;
        this.earlier = earlier;
        this.subscriber = subscriber;
        caller = outgoing.caller() != null ? outgoing.caller() : client.eventLoops().caller();
        loop = client.eventLoops().of(caller);
        places = client.places(outgoing.sidecar());
        exchange = new Exchange<>(this, target, reply);
        lastActivity = started;
    }

    /**
     * Makes a call, or a further attempt of it.
     *
     * @param earlier the earlier attempts
     * @param subscriber receives its subscription before anything is sent
     */
    public static <R> void start(SidecarClient client, ResolvedTarget target, OutgoingCall outgoing, EarlierAttempts earlier,
            ResponseType<R> reply, UniSubscriber<? super R> subscriber) {
        Call<R> call;
        try {
            call = new Call<>(client, target, outgoing, earlier, reply, subscriber);
        } catch (Throwable e) {
            // The client cannot be created, for example because a file of its TLS configuration is missing
            EmptyUniSubscription.propagateFailureEvent(subscriber,
                    new InvocationFailures(target.describe(), outgoing.sidecar(), null, false, earlier).ofClient(e));
            return;
        }
        client.inFlight().begin();
        try {
            subscriber.onSubscribe(call);
        } catch (Throwable e) {
            // Otherwise it would count as in flight forever
            call.cancel();
            throw e;
        }
        call.loop.run(call::begin);
    }

    private void begin() {
        if (over || cancelled) {
            // Cancelled while it received its subscription
            return;
        }
        timer = loop.setTimer(millisLeft(), this::timedOut);
        if (outgoing.observed() != null) {
            outgoing.observed().attempt();
        }
        try {
            placed = places.enter(this);
            waiting = !placed;
        } catch (Places.QueueFullException e) {
            // Not before the subscriber has received its subscription: it may retry at once
            loop.runLater(() -> exchange.failed(e));
            return;
        }
        if (placed && client.isStopped()) {
            // Fails, but not before the subscriber has received its subscription
            loop.runLater(exchange::send);
        } else if (placed) {
            exchange.send();
        }
    }

    @Override
    public void admitted() {
        loop.runLater(() -> {
            waiting = false;
            if (over) {
                places.leave();
            } else {
                placed = true;
                exchange.send();
            }
        });
    }

    boolean isOver() {
        return over;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /**
     * @return how many milliseconds are left of the timeout, at least 1
     */
    long millisLeft() {
        return Math.max(1, outgoing.timeout().toMillis() - earlier.millis()
                - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
    }

    /** A stream can take any time, as long as it makes progress. Any thread can call this. */
    void recordActivity() {
        lastActivity = System.nanoTime();
    }

    private void timedOut() {
        if (over || exchange.isReceived() && !exchange.isStreamed()) {
            return;
        }
        long left = exchange.isStreamed()
                ? outgoing.timeout().toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastActivity)
                : 0;
        if (left > 0) {
            timer = loop.setTimer(left, this::timedOut);
        } else {
            exchange.timedOut();
        }
    }

    /** Ends the exchange on the wire first, because the caller may need its place for the next call. */
    void giveUp(Throwable failure) {
        if (over) {
            return;
        }
        abandon();
        if (!exchange.tellReader(failure)) {
            tell(failure);
        }
    }

    void tell(Throwable failure) {
        loop.runOn(caller, () -> {
            if (!cancelled) {
                subscriber.onFailure(failure);
            }
        });
    }

    /** Runs on the caller's context. */
    void tellItem(R item) {
        subscriber.onItem(item);
    }

    @Override
    public void cancel() {
        cancelled = true;
        // Released at once, even if the event loop is busy: otherwise other calls would be refused
        places.giveUp(this);
        loop.run(() -> {
            if (!over && !exchange.cancelUnlessRead()) {
                abandon();
            }
        });
    }

    void abandon() {
        end();
        exchange.reset();
    }

    void end() {
        over = true;
        loop.cancelTimer(timer);
        leavePlace();
        if (waiting) {
            places.giveUp(this);
        }
        client.inFlight().end();
    }

    void leavePlace() {
        if (placed) {
            placed = false;
            places.leave();
        }
    }
}
