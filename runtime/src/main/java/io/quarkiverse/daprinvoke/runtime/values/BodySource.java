package io.quarkiverse.daprinvoke.runtime.values;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * The body of a streamed response and its call, for the reader of its values.
 */
public interface BodySource {

    /**
     * @return the chunks, on the caller's context, to be subscribed to once; their cancellation ends the exchange
     */
    Multi<Buffer> chunks();

    /**
     * Declares that the chunks are read as values, so that the call does not end with the last chunk, but with
     * {@link #end(Throwable, Runnable)}. Called on the caller's context, before anything is read.
     */
    void readAsValues();

    /**
     * Runs a task on the caller's context, at once if this is its thread.
     */
    void execute(Runnable task);

    /**
     * There was progress, so the timeout restarts.
     */
    void recordActivity();

    /**
     * Sets the outcome of the call. Only the first one counts. A failure ends the exchange, unless it has already ended.
     *
     * @param failure {@code null} if all values have been read
     * @param then runs on the caller's context afterwards
     */
    void end(Throwable failure, Runnable then);

    /**
     * @param problem the problem of the response, beginning with a verb
     * @param cause may be {@code null}
     * @return the failure of a call whose response cannot be read
     */
    Throwable unreadable(String problem, Throwable cause);

    /**
     * @param problem the problem of the response, beginning with a verb
     * @param cause may be {@code null}
     * @return the failure of a call whose response is incomplete
     */
    Throwable incomplete(String problem, Throwable cause);

    /**
     * @return the maximum number of bytes of one value
     */
    long maxValueSize();
}
