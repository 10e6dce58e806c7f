package io.quarkiverse.daprinvoke.runtime.telemetry;

import java.util.function.BiConsumer;

import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;

/**
 * The observation of one call by one observer. It receives exactly one of the three outcomes, as the last notification, just
 * before the caller does. Methods run on the threads of the call and must not block.
 */
public interface CallObservation {

    /**
     * The placeholders are resolved. Not called if that fails, which is an outcome.
     */
    default void target(ResolvedTarget target) {
    }

    /**
     * Adds headers to the request, after the target is known and once for all attempts. They replace headers of the same name,
     * set by the caller or propagated from the current request: the trace context of this call must replace the inbound one.
     *
     * @param headers takes a name and a value, or {@code null} to remove a header; a second value of one name replaces the
     *        first
     * @throws IllegalArgumentException from {@code headers} if a call must not carry the header, see
     *         {@link io.quarkiverse.daprinvoke.internal.RequestHeaders}
     */
    default void headers(BiConsumer<String, String> headers) {
    }

    /**
     * An attempt begins, including the first one. The call waits for a connection from now on.
     */
    default void attempt() {
    }

    /**
     * There is a connection for the attempt, and its request is sent. Not called if the attempt fails without a connection.
     */
    default void connected() {
    }

    /**
     * The status and headers of a response have arrived. Called for each attempt with a response, so the last call counts.
     */
    default void status(int status) {
    }

    /**
     * The caller receives the response. A streamed response has been read to its end.
     */
    void completed();

    /**
     * The call has failed, or its streamed response has.
     */
    void failed(Throwable failure);

    /**
     * The call, or its streamed response, was cancelled. Any thread can call this.
     */
    void cancelled();
}
