package io.quarkiverse.daprinvoke.runtime.values;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * The body of a streamed response, and what reading values from it needs of the call.
 */
public interface BodySource {

    /**
     * @return the chunks, on the caller's context, to be subscribed to once; to cancel them ends the exchange
     */
    Multi<Buffer> chunks();

    /**
     * Says that the chunks are read as values, so that they are not the outcome of the call when they have come: that is told
     * to {@link #end(Throwable, Runnable)}. Called on the caller's context, before anything is read.
     */
    void readAsValues();

    /**
     * Runs a task on the caller's context, at once if this thread is its own.
     */
    void execute(Runnable task);

    /**
     * Something has moved, so the timeout begins anew.
     */
    void recordActivity();

    /**
     * Tells the outcome of the call, of which only the first counts. If it is a failure, the exchange is ended, unless it has
     * ended already.
     *
     * @param failure {@code null} if all values have been read
     * @param then is run on the caller's context afterwards
     */
    void end(Throwable failure, Runnable then);

    /**
     * @param problem what is wrong with the response, a verb first
     * @param cause may be {@code null}
     * @return the failure of a call whose response cannot be read
     */
    Throwable unreadable(String problem, Throwable cause);

    /**
     * @param problem what is wrong with the response, a verb first
     * @param cause may be {@code null}
     * @return the failure of a call whose response did not come whole
     */
    Throwable incomplete(String problem, Throwable cause);

    /**
     * @return how many bytes one value may have
     */
    long maxValueSize();
}
