package io.quarkiverse.daprinvoke.runtime.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.spi.BodyStream;

/**
 * Takes the body of one response as it arrives and keeps as much of it as is wanted, without copying large pieces.
 *
 * @param <R> the type of the item
 */
final class ReplyBody<R> implements BodyStream<R> {

    /** Smaller chunks are copied together, because each kept by itself costs more than it holds. */
    private static final int SMALL = 1024;
    private static final int GATHERED = 8 * SMALL;

    private final Exchange<R> exchange;
    private final long maximum;
    private ByteBuf first;
    private CompositeByteBuf all;
    private ByteBuf gathering;
    private int room;
    private long received;

    /**
     * @param kept how many bytes are kept; what comes after them is discarded
     * @param maximum how many bytes may come
     */
    ReplyBody(Exchange<R> exchange, int kept, long maximum) {
        this.exchange = exchange;
        this.maximum = maximum;
        this.room = kept;
    }

    @Override
    public Future<Void> write(Buffer chunk) {
        received += chunk.length();
        if (room > 0) {
            ByteBuf part = chunk.getByteBuf();
            keep(part.readableBytes() <= room ? part : part.readSlice(room));
        }
        if (received > maximum) {
            exchange.replyTooLarge(soFar());
        }
        return Future.succeededFuture();
    }

    private void keep(ByteBuf part) {
        int length = part.readableBytes();
        room -= length;
        if (first == null) {
            first = part;
        } else if (length >= SMALL) {
            gathered().addComponent(true, part);
        } else {
            if (gathering == null || gathering.maxWritableBytes() < length) {
                gathered();
                // Grows, because a large chunk may follow the first small one
                gathering = Unpooled.buffer(SMALL / 4, GATHERED);
            }
            gathering.writeBytes(part);
        }
    }

    private CompositeByteBuf gathered() {
        if (all == null) {
            all = Unpooled.compositeBuffer(Integer.MAX_VALUE).addComponent(true, first);
        }
        if (gathering != null) {
            all.addComponent(true, gathering);
            gathering = null;
        }
        return all;
    }

    /**
     * @return what has been kept so far, empty if nothing
     */
    Buffer soFar() {
        if (first == null) {
            return Buffer.buffer();
        }
        return Buffer.buffer(all == null && gathering == null ? first : gathered());
    }

    /** The web client asks for it once the response has ended as it should, and only then. */
    @Override
    public Future<R> result() {
        exchange.replyComplete(soFar());
        // Everything has been said; an answer would only make the web client build a response that nobody reads
        return Promise.<R> promise().future();
    }

    @Override
    public void write(Buffer chunk, Handler<AsyncResult<Void>> handler) {
        Future<Void> written = write(chunk);
        if (handler != null) {
            handler.handle(written);
        }
    }

    /** Says nothing about success: a response that is cut short ends the stream too. */
    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
        if (handler != null) {
            handler.handle(Future.succeededFuture());
        }
    }

    @Override
    public void handle(Throwable cause) {
        exchange.fail(cause);
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
        return this;
    }
}
