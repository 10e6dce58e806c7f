package io.quarkiverse.daprinvoke.runtime.values;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

import io.quarkiverse.daprinvoke.ResponseStream;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;

/**
 * Emits the values in the body of a response to one subscriber on the caller's context, with back pressure. A value is parsed
 * on demand. The next chunk is requested when the previous one contains no further value.
 *
 * @param <X> the type of the values
 */
public final class ValueStream<X> extends AbstractMulti<X> implements Flow.Subscription {

    private final BodySource body;
    private final Function<Buffer, ByteBuffer> bytes;
    private final Splitter splitter;
    private final ValueReader<? extends X> reader;
    private final ResponseStream declared;
    private final byte[] lastText;
    private final AtomicBoolean read = new AtomicBoolean();
    private final AtomicLong demand = new AtomicLong();
    // The number of unhandled notifications. The thread that makes it positive handles them. The subscription comes first
    private final AtomicInteger news = new AtomicInteger(1);
    private volatile Flow.Subscription upstream;
    private volatile boolean invalidRequest;
    // Null after a cancellation, so that the stream does not keep it in memory
    private volatile MultiSubscriber<? super X> subscriber;
    private volatile Buffer chunk;
    private volatile Throwable chunksFailure;
    private volatile boolean chunksOver;
    private volatile boolean over;
    // Only the thread that handles notifications accesses the following fields
    private boolean asked;
    private boolean hungry = true;
    private boolean ended;
    private boolean found;

    /**
     * @param bytes returns the bytes of a chunk, in an array that begins with the buffer
     * @param declared the settings of the call for the stream, {@code null} for none
     */
    public ValueStream(BodySource body, Function<Buffer, ByteBuffer> bytes, Splitter splitter, ValueReader<? extends X> reader,
            ResponseStream declared) {
        this.body = body;
        this.bytes = bytes;
        this.splitter = splitter;
        this.reader = reader;
        this.declared = declared;
        String text = declared == null ? null : declared.lastText();
        lastText = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        body.readAsValues();
    }

    @Override
    public void subscribe(MultiSubscriber<? super X> downstream) {
        if (!read.compareAndSet(false, true)) {
            Subscriptions.fail(downstream, new IllegalStateException("A streamed response can be read only once"));
            return;
        }
        subscriber = downstream;
        body.chunks().subscribe(new Chunks());
        downstream.onSubscribe(this);
        if (news.decrementAndGet() > 0) {
            body.execute(this::handleNews);
        }
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            invalidRequest = true;
        } else {
            demand.updateAndGet(before -> Subscriptions.add(before, n));
        }
        wakeUp();
    }

    @Override
    public void cancel() {
        subscriber = null;
        if (!over) {
            upstream.cancel();
        }
    }

    private void wakeUp() {
        if (news.getAndIncrement() == 0) {
            body.execute(this::handleNews);
        }
    }

    private void handleNews() {
        int handled;
        do {
            handled = news.get();
            try {
                while (!over && subscriber != null && handOutNext()) {
                    // Until there is nothing more to emit
                }
            } catch (MalformedStream e) {
                fail(e.isBrokenOff() ? body.incomplete(e.getMessage(), null) : body.unreadable(e.getMessage(), null));
            } catch (Throwable e) {
                // Out of memory, or an exception of the application: the subscriber still receives an outcome
                if (over) {
                    throw e;
                }
                fail(e);
            }
        } while (news.addAndGet(-handled) != 0);
    }

    /**
     * @return whether there may be another one
     */
    private boolean handOutNext() {
        if (invalidRequest) {
            fail(Subscriptions.getInvalidRequestException());
            return false;
        }
        boolean wanted = demand.get() > 0;
        // Without demand, it only checks whether the stream has ended
        if (!found && (!wanted && !chunksOver || !find())) {
            return false;
        }
        found = true;
        if (isLastText()) {
            complete();
            return false;
        }
        if (!wanted) {
            if (chunksFailure != null) {
                fail(chunksFailure);
            }
            return false;
        }
        found = false;
        handOut();
        return true;
    }

    private boolean find() {
        while (true) {
            if (!hungry) {
                if (next()) {
                    return true;
                }
                hungry = true;
                if (ended) {
                    completeWithoutLastValue();
                    return false;
                }
            }
            // In this order, because the last chunk may arrive in between
            boolean last = chunksOver;
            Buffer next = chunk;
            if (next != null) {
                chunk = null;
                asked = false;
                ByteBuffer array = bytes.apply(next);
                splitter.feed(array.array(), array.position(), array.limit());
                hungry = false;
            } else if (last && chunksFailure != null) {
                fail(chunksFailure);
                return false;
            } else if (last) {
                splitter.end();
                ended = true;
                hungry = false;
            } else {
                if (!asked) {
                    asked = true;
                    upstream.request(1);
                }
                // Chunks that have already arrived are handled as notifications
                return false;
            }
        }
    }

    private boolean next() {
        try {
            return splitter.next();
        } catch (MalformedStream e) {
            // The last text might not be JSON, so that only the comparison shows whether it is complete
            if (e.isBrokenOff() && isLastText()) {
                return true;
            }
            throw e;
        }
    }

    private boolean isLastText() {
        return lastText != null
                && Arrays.equals(lastText, 0, lastText.length, splitter.bytes(), splitter.from(), splitter.to());
    }

    private void handOut() {
        X value;
        try {
            value = reader.read(splitter);
        } catch (MalformedStream e) {
            throw e;
        } catch (Throwable e) {
            fail(body.unreadable("contains a value that is not of the declared type: value number " + splitter.number()
                    + ", which begins at byte " + splitter.position() + " of the body", e));
            return;
        }
        body.recordActivity();
        if (value == null) {
            return;
        }
        boolean last = declared != null && declared.isLast(value);
        if (demand.get() != Long.MAX_VALUE) {
            demand.decrementAndGet();
        }
        signal(reader -> reader.onItem(value));
        if (last && subscriber != null) {
            complete();
        }
    }

    private void completeWithoutLastValue() {
        if (declared != null && (lastText != null || declared.lastType() != null)) {
            fail(body.incomplete("ended without the last value that the call declares", null));
        } else {
            complete();
        }
    }

    private void complete() {
        over = true;
        body.end(null, () -> signal(MultiSubscriber::onCompletion));
        if (!chunksOver) {
            // Only the end of the body shows that the connection can be used again
            upstream.request(1);
        }
    }

    private void fail(Throwable failure) {
        over = true;
        body.end(failure, () -> signal(reader -> reader.onFailure(failure)));
    }

    private void signal(Consumer<MultiSubscriber<? super X>> signal) {
        MultiSubscriber<? super X> reader = subscriber;
        if (reader != null) {
            signal.accept(reader);
        }
    }

    /** Receives the chunks, one at a time. */
    private final class Chunks implements MultiSubscriber<Buffer> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            upstream = subscription;
        }

        @Override
        public void onItem(Buffer next) {
            if (over) {
                // Further data is dropped, because the reader has received its last value
                upstream.cancel();
            } else {
                chunk = next;
                wakeUp();
            }
        }

        @Override
        public void onFailure(Throwable failure) {
            chunksFailure = failure;
            onCompletion();
        }

        @Override
        public void onCompletion() {
            chunksOver = true;
            wakeUp();
        }
    }
}
