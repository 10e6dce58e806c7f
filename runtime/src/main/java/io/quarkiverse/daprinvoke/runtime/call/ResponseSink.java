package io.quarkiverse.daprinvoke.runtime.call;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.spi.BodyStream;

/**
 * Receives the body of a response from the web client. The web client ends the stream in any case, and reports later whether
 * the body is complete.
 */
interface ResponseSink extends BodyStream<Buffer> {

    /** The web client has received this stream. */
    default void begun() {
    }

    /**
     * @return whether the timeout of the call applies to each chunk, not to the whole response
     */
    default boolean isStreamed() {
        return false;
    }

    /** The response is complete, and the call has ended unless it {@link #goesOn}. */
    void whole();

    /**
     * @return whether the call has not ended yet when its response is complete
     */
    default boolean goesOn() {
        return false;
    }

    /**
     * @return the failure of the call because of its status, {@code null} if the status is wanted
     */
    default Throwable unwanted() {
        return null;
    }

    /**
     * Notifies the reader that the call has failed.
     *
     * @return whether there is a reader; otherwise the caller must notify the call
     */
    default boolean tellReader(Throwable failure) {
        return false;
    }

    /**
     * The call was cancelled.
     *
     * @return whether there is a reader, which is responsible for ending the exchange; if there is none yet, there will be
     *         none, because the call was cancelled
     */
    default boolean cancelUnlessRead() {
        return false;
    }

    /** Receives the next chunk. */
    void take(Buffer chunk);

    /** There is no further chunk. */
    void ended();

    @Override
    default Future<Void> write(Buffer chunk) {
        take(chunk);
        return Future.succeededFuture();
    }

    @Override
    default void write(Buffer chunk, Handler<AsyncResult<Void>> handler) {
        take(chunk);
        handler.handle(Future.succeededFuture());
    }

    @Override
    default void end(Handler<AsyncResult<Void>> handler) {
        ended();
        handler.handle(Future.succeededFuture());
    }

    @Override
    default Future<Buffer> result() {
        // The call has received the data
        return Future.succeededFuture();
    }

    @Override
    default void handle(Throwable failure) {
        // The outcome of the request reports the same failure
    }

    @Override
    default WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    default WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        return this;
    }

    @Override
    default boolean writeQueueFull() {
        return false;
    }

    @Override
    default WriteStream<Buffer> drainHandler(Handler<Void> handler) {
        return this;
    }
}
