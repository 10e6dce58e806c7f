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
 * Writes the chunks of a streamed payload to the request, which pauses it while the socket accepts no more data (back
 * pressure). It requests one chunk at a time, so a publisher is ahead by at most one chunk.
 */
final class RequestStream implements ReadStream<Buffer>, MultiSubscriber<Object> {

    /**
     * The maximum number of consecutive chunks before other tasks of the event loop run. Otherwise a publisher that never
     * pauses would block the event loop for as long as the socket accepts data, and a closed socket accepts everything.
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
    // Only the event loop accesses the following fields
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
        // The exchange is notified and ends everything
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
            // The pipe, whose request has failed, only resumes the stream that it paused
            return this;
        }
        call.recordActivity();
        if (started) {
            ask();
        } else {
            started = true;
            loop.runOn(caller, this::subscribe);
            if (!begun && !over) {
                // Otherwise the headers would be sent with the first chunk, which may take long
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
            // Any exception is a failure of the payload
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
            // The pipe accepts no more chunks after a failed write
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

    /** The last chunk may still be queued if it arrived on a thread other than its outcome. */
    private void afterItem(Runnable outcome) {
        if (arriving) {
            loop.runLater(outcome);
        } else {
            loop.run(outcome);
        }
    }

    /**
     * @return whether anything has been sent, including the headers only
     */
    boolean hasBegun() {
        return begun;
    }

    /**
     * @return whether the payload has not been written completely
     */
    boolean isUnderWay() {
        return !over;
    }

    /** Any thread can call this, also repeatedly. */
    void cancel() {
        over = true;
        Flow.Subscription subscription = this.subscription;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
