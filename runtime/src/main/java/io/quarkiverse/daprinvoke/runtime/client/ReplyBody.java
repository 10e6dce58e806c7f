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
 * Takes the body of one response as it arrives and keeps as much of it as is wanted, without copying it together.
 *
 * @param <R> the type of the item
 */
final class ReplyBody<R> implements BodyStream<R> {

    private final Exchange<R> exchange;
    private final int kept;
    private final long maximum;
    private ByteBuf body;
    private int chunks;
    private long received;

    /**
     * @param kept how many bytes are kept; what comes after them is discarded
     * @param maximum how many bytes may come
     */
    ReplyBody(Exchange<R> exchange, int kept, long maximum) {
        this.exchange = exchange;
        this.kept = kept;
        this.maximum = maximum;
    }

    @Override
    public Future<Void> write(Buffer chunk) {
        received += chunk.length();
        int room = kept - (body == null ? 0 : body.readableBytes());
        if (room > 0) {
            keep(chunk.getByteBuf(), room);
        }
        if (received > maximum) {
            exchange.replyTooLarge(soFar());
        }
        return Future.succeededFuture();
    }

    private void keep(ByteBuf chunk, int room) {
        ByteBuf part = chunk.readableBytes() <= room ? chunk : chunk.readSlice(room);
        if (body == null) {
            body = part;
        } else if (body instanceof CompositeByteBuf composite && chunks > 1) {
            composite.addComponent(true, part);
        } else {
            body = Unpooled.compositeBuffer(Integer.MAX_VALUE).addComponent(true, body).addComponent(true, part);
        }
        chunks++;
    }

    /**
     * @return what has been kept so far, empty if nothing
     */
    Buffer soFar() {
        return body == null ? Buffer.buffer() : Buffer.buffer(body);
    }

    /** The web client asks for it once the response has ended as it should, and only then. */
    @Override
    public Future<R> result() {
        exchange.replyComplete(soFar());
        // The exchange is over; an answer would make the web client go through the event loop once more for nothing
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
