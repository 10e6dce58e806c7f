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
 * One attempt at a call, from its subscription to its one outcome: an item, a failure or a cancellation. All of it happens on
 * one event loop, apart from {@link #cancel()}, which any thread may call. Items and failures are handed out on the Vert.x
 * context of the subscription. A streamed response is handed out as an item when it begins, and has an outcome of its own.
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
    // The rest belongs to the event loop
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
     * Makes a call, or a further attempt at it.
     *
     * @param earlier what attempts before this one did
     * @param subscriber is given its subscription before anything is sent
     */
    public static <R> void start(SidecarClient client, ResolvedTarget target, OutgoingCall outgoing, EarlierAttempts earlier,
            ResponseType<R> reply, UniSubscriber<? super R> subscriber) {
        Call<R> call;
        try {
            call = new Call<>(client, target, outgoing, earlier, reply, subscriber);
        } catch (Throwable e) {
            // No client could be made, for example because a file of its TLS configuration is gone
            EmptyUniSubscription.propagateFailureEvent(subscriber,
                    new InvocationFailures(target.describe(), outgoing.sidecar(), null, false, earlier).ofClient(e));
            return;
        }
        client.inFlight().begin();
        try {
            subscriber.onSubscribe(call);
        } catch (Throwable e) {
            // Otherwise it would count as under way for ever
            call.cancel();
            throw e;
        }
        call.loop.run(call::begin);
    }

    private void begin() {
        if (over || cancelled) {
            // While it was handed its subscription
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
            // Not before the subscriber has its subscription in hand: it may try again at once
            loop.runLater(() -> exchange.failed(e));
            return;
        }
        if (placed && client.isStopped()) {
            // Fails, and not before the subscriber has its subscription in hand
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

    /** Streams may take any time, as long as something moves. Any thread may call it. */
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

    /** Ends the exchange on the wire, and then for the caller, who may want the place for what it does next. */
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

    /** On the caller's context. */
    void tellItem(R item) {
        subscriber.onItem(item);
    }

    @Override
    public void cancel() {
        cancelled = true;
        // At once, whatever the event loop is busy with: others would be refused for want of the place
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
