package io.quarkiverse.daprinvoke.runtime.call;

import java.util.concurrent.Flow;

import io.quarkiverse.daprinvoke.runtime.codec.BodyProblem;
import io.quarkiverse.daprinvoke.runtime.sidecar.EventLoops.Loop;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * Hands the chunks of a streamed payload to the request, which pauses it while the socket takes no more. Each chunk is
 * asked for once the one before it has been taken, so a publisher is never ahead by more than that.
 */
final class RequestStream implements ReadStream<Buffer>, MultiSubscriber<Object> {

    /**
     * How many chunks may follow each other before everything else gets its turn. A publisher that never pauses would keep
     * the event loop to itself for as long as the socket takes what it gets, and one that is closed takes everything.
     */
    private static final int IN_A_ROW = 16;

    private final Exchange<?> exchange;
    private final Call<?> call;
    private final Multi<?> chunks;
    private final Loop loop;
    private final Context caller;
    private volatile boolean over;
    private volatile Flow.Subscription subscription;
    // Whether a chunk is on its way to the event loop
    private volatile boolean arriving;
    // The rest belongs to the event loop
    private Handler<Buffer> handler;
    private Handler<Void> endHandler;
    private boolean started;
    private boolean begun;
    private boolean paused;
    private boolean asked;
    private int inARow;

    RequestStream(Exchange<?> exchange, Call<?> call, Multi<?> chunks) {
        this.exchange = exchange;
        this.call = call;
        this.chunks = chunks;
        loop = call.loop;
        caller = call.caller;
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> handler) {
        this.handler = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> handler) {
        endHandler = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        // The exchange is told, and ends everything
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        paused = true;
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        paused = false;
        if (handler == null || over) {
            // The pipe, whose request has failed, only lets go of what it had paused
            return this;
        }
        call.recordActivity();
        if (started) {
            ask();
        } else {
            started = true;
            loop.runOn(caller, this::subscribe);
            if (!begun && !over) {
                // Otherwise it would go out with the first chunk, however long that takes
                exchange.sendHead();
                begun = true;
            }
        }
        return this;
    }

    private void subscribe() {
        try {
            chunks.subscribe().withSubscriber(this);
        } catch (Throwable e) {
            // Whatever it is, it is the payload that failed
            onFailure(e);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        if (over) {
            subscription.cancel();
        } else {
            loop.run(this::ask);
        }
    }

    private void ask() {
        Flow.Subscription subscription = this.subscription;
        if (subscription != null && !asked && !paused && !over) {
            asked = true;
            if (++inARow <= IN_A_ROW) {
                loop.runOn(caller, () -> subscription.request(1));
            } else {
                loop.runLater(() -> {
                    inARow = 0;
                    asked = false;
                    ask();
                });
            }
        }
    }

    @Override
    public void onItem(Object item) {
        arriving = true;
        loop.run(() -> take(item));
    }

    private void take(Object item) {
        arriving = false;
        asked = false;
        if (over || handler == null) {
            // The pipe takes no more once it could not write
            return;
        }
        Buffer chunk;
        if (item instanceof Buffer buffer) {
            chunk = buffer;
        } else if (item instanceof io.vertx.mutiny.core.buffer.Buffer buffer) {
            chunk = buffer.getDelegate();
        } else {
            onFailure(new BodyProblem("it consists of Buffers, not of " + item.getClass().getName()));
            return;
        }
        call.recordActivity();
        begun = true;
        handler.handle(chunk);
        ask();
    }

    @Override
    public void onFailure(Throwable failure) {
        afterItem(() -> {
            if (!over) {
                exchange.payloadFailed(failure);
            }
        });
    }

    @Override
    public void onCompletion() {
        afterItem(() -> {
            if (!over && endHandler != null) {
                over = true;
                endHandler.handle(null);
            }
        });
    }

    /** The last chunk may still wait for its turn if it came from another thread than its outcome. */
    private void afterItem(Runnable outcome) {
        if (arriving) {
            loop.runLater(outcome);
        } else {
            loop.run(outcome);
        }
    }

    /**
     * @return whether anything has been sent, be it the head of the request alone
     */
    boolean hasBegun() {
        return begun;
    }

    /**
     * @return whether the payload has not been handed over completely
     */
    boolean isUnderWay() {
        return !over;
    }

    /** May be called by any thread, and again. */
    void cancel() {
        over = true;
        Flow.Subscription subscription = this.subscription;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
