package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import java.util.function.IntUnaryOperator;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * A body that is copied while it is read as this stream. If nobody reads the stream before the body ends, the copy can still be
 * read, provided that it is complete.
 */
final class RecordedBody implements ReadStream<Buffer> {

    static final int MAX_LENGTH = 1 << 20;

    private final ReadStream<Buffer> source;
    private final IntUnaryOperator keep;
    private final Buffer kept = Buffer.buffer();
    private final Promise<Void> ended = Promise.promise();
    private boolean complete = true;
    private boolean unread;
    private Handler<Buffer> reader;
    private Handler<Void> endReader;
    private Handler<Throwable> failureReader;

    /**
     * Create it before anything of the body is read.
     *
     * @param keep takes a number of bytes, and returns how many of them can be kept
     */
    RecordedBody(ReadStream<Buffer> source, IntUnaryOperator keep) {
        this.source = source;
        this.keep = keep;
        source.handler(this::read).endHandler(end -> end()).exceptionHandler(this::fail);
    }

    /** Fails if the body is cut short. */
    Future<Void> ended() {
        return ended.future();
    }

    byte[] bytes() {
        return kept.getBytes();
    }

    /** Whether all received bytes are kept. */
    boolean isComplete() {
        return complete;
    }

    /** Whether the body has a reader, which is notified if the body is cut short. */
    boolean hasReader() {
        return failureReader != null;
    }

    private void read(Buffer chunk) {
        int length = complete ? keep.applyAsInt(Math.min(MAX_LENGTH - kept.length(), chunk.length())) : 0;
        complete &= length == chunk.length();
        kept.appendBuffer(chunk, 0, length);
        if (reader != null) {
            reader.handle(chunk);
        }
    }

    private void end() {
        unread = endReader == null;
        ended.tryComplete();
        if (!unread) {
            endReader.handle(null);
        }
    }

    private void fail(Throwable cause) {
        if (!ended.future().isComplete()) {
            complete = false;
            ended.fail(cause);
        }
        if (failureReader != null) {
            failureReader.handle(cause);
        }
    }

    @Override
    public RecordedBody handler(Handler<Buffer> handler) {
        reader = handler;
        return this;
    }

    @Override
    public RecordedBody endHandler(Handler<Void> handler) {
        endReader = handler;
        return this;
    }

    @Override
    public RecordedBody exceptionHandler(Handler<Throwable> handler) {
        failureReader = handler;
        return this;
    }

    @Override
    public RecordedBody pause() {
        if (!ended.future().isComplete()) {
            source.pause();
        }
        return this;
    }

    @Override
    public RecordedBody resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public RecordedBody fetch(long amount) {
        if (!ended.future().isComplete()) {
            source.fetch(amount);
        } else if (unread && reader != null && endReader != null) {
            unread = false;
            if (kept.length() > 0) {
                reader.handle(kept.copy());
            }
            endReader.handle(null);
        }
        return this;
    }
}
