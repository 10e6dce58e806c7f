package io.quarkiverse.daprinvoke.runtime.codec;

import io.quarkiverse.daprinvoke.runtime.values.EventSplitter;
import io.smallrye.mutiny.Multi;

/**
 * Resumes an event stream after a loss of its connection.
 */
public interface Resumption {

    /**
     * @return the last event ID that the responses so far have set, empty if they have reset it, {@code null} if there was none
     */
    String lastEventId();

    /**
     * A response has begun. Called on the caller's context.
     *
     * @param type the type of that response and of further ones
     * @param splitter finds its events
     * @param events its events
     * @return the events of this and further responses
     */
    Multi<Object> begun(ResponseType<Multi<?>> type, EventSplitter splitter, Multi<Object> events);
}
