package io.quarkiverse.daprinvoke.runtime.call;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.spi.BodyStream;

/**
 * Where the web client writes the body of a response. Whether it came whole, the web client says later: it ends the stream in
 * either case.
 */
interface ResponseSink extends BodyStream<Buffer> {

    /** The web client has been given it. */
    default void begun() {
    }

    /**
     * @return whether the timeout of the call is that of each chunk, and not of the whole
     */
    default boolean isStreamed() {
        return false;
    }

    /** The response has come whole, and the call is over unless it {@link #goesOn}. */
    void whole();

    /**
     * @return whether the call is not over yet when its response has come whole
     */
    default boolean goesOn() {
        return false;
    }

    /**
     * @return the failure of the call because of its status, {@code null} if that is wanted
     */
    default Throwable unwanted() {
        return null;
    }

    /**
     * Tells who reads it that the call has failed.
     *
     * @return whether there is such a reader; otherwise the call itself has yet to be told
     */
    default boolean tellReader(Throwable failure) {
        return false;
    }

    /**
     * The call was cancelled.
     *
     * @return whether there is a reader, who alone ends the exchange; if it has none yet, it will have none, because the call
     *         whose item it is was cancelled
     */
    default boolean cancelUnlessRead() {
        return false;
    }

    /** Takes the next chunk. */
    void take(Buffer chunk);

    /** No further chunk comes. */
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
        // The call has what was written
        return Future.succeededFuture();
    }

    @Override
    default void handle(Throwable failure) {
        // The outcome of the request says the same
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
