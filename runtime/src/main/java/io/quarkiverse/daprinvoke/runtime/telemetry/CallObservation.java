package io.quarkiverse.daprinvoke.runtime.telemetry;

import java.util.function.BiConsumer;

import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;

/**
 * What one observer wants to know of one call. Of the three outcomes exactly one is told, and nothing after it; it comes just
 * before the caller is told the same. Methods run on the threads of the call and must not block.
 */
public interface CallObservation {

    /**
     * The placeholders are resolved. Not told if that fails, which is an outcome.
     */
    default void target(ResolvedTarget target) {
    }

    /**
     * Adds headers to the request, after the target is known and once for all attempts. They replace what the call would
     * otherwise send under the same name, set by the caller or passed on from the current request: a trace context that
     * came in must not stand beside, or instead of, the one that belongs to this call.
     *
     * @param headers takes a name and a value, or {@code null} for a header that is not to be sent; a second value of one name
     *        replaces the first
     * @throws IllegalArgumentException from {@code headers} if a call may not carry the header, see
     *         {@link io.quarkiverse.daprinvoke.internal.RequestHeaders}
     */
    default void headers(BiConsumer<String, String> headers) {
    }

    /**
     * An attempt begins, the first one included: the call waits for a connection from now on.
     */
    default void attempt() {
    }

    /**
     * There is a connection for the attempt, and its request is sent. Not told if the attempt fails without one.
     */
    default void connected() {
    }

    /**
     * The head of an answer is there. Told for each attempt that is answered, so the last one counts.
     */
    default void status(int status) {
    }

    /**
     * The caller is given the response; a streamed one has been read to its end.
     */
    void completed();

    /**
     * The call has failed, or its streamed response has.
     */
    void failed(Throwable failure);

    /**
     * Nobody waits for the call any more, or for the rest of its streamed response. May come from any thread.
     */
    void cancelled();
}
