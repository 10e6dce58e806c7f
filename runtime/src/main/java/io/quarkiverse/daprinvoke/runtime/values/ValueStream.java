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
 * The values in the body of a response, handed out to one subscriber on the caller's context. Each is read when it is asked
 * for,
 * and not before; the next chunk is asked for when the one before it holds no further value.
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
    // How much has happened that has not been handled yet; who makes it positive handles it. The subscription comes first
    private final AtomicInteger news = new AtomicInteger(1);
    private volatile Flow.Subscription upstream;
    private volatile boolean invalidRequest;
    // Null when it has cancelled, so that the stream does not keep it
    private volatile MultiSubscriber<? super X> subscriber;
    private volatile Buffer chunk;
    private volatile Throwable chunksFailure;
    private volatile boolean chunksOver;
    private volatile boolean over;
    // The rest belongs to who handles the news
    private boolean asked;
    private boolean hungry = true;
    private boolean ended;
    private boolean found;

    /**
     * @param bytes the bytes of a chunk, in an array whose first byte is that of the buffer
     * @param declared what the call knows of the stream, {@code null} for nothing
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
        tell();
    }

    @Override
    public void cancel() {
        subscriber = null;
        if (!over) {
            upstream.cancel();
        }
    }

    private void tell() {
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
                    // Until there is nothing more to hand out
                }
            } catch (MalformedStream e) {
                fail(e.isBrokenOff() ? body.incomplete(e.getMessage(), null) : body.unreadable(e.getMessage(), null));
            } catch (Throwable e) {
                // The heap is full, or the code of the application has thrown: the subscriber is told the end all the same
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
        // Unless it is wanted nothing is looked for, except whether the stream has ended
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
            // In this order, because the last chunk may come in between
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
                // What has come by now is news
                return false;
            }
        }
    }

    private boolean next() {
        try {
            return splitter.next();
        } catch (MalformedStream e) {
            // The last text need not be JSON, so that only the comparison shows whether it has come whole
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
            // Only then is it known that the body ends as well, and that the connection can be used again
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

    /** Takes the chunks, one for each that is asked for. */
    private final class Chunks implements MultiSubscriber<Buffer> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            upstream = subscription;
        }

        @Override
        public void onItem(Buffer next) {
            if (over) {
                // It is more than should have come: the reader has its last value
                upstream.cancel();
            } else {
                chunk = next;
                tell();
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
            tell();
        }
    }
}
