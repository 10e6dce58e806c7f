package io.quarkiverse.daprinvoke;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.internal.PrintableText;

/**
 * One event of a response with the content type {@code text/event-stream}. A
 * {@code RequestEmitter<T, Multi<ServerSentEvent<X>>>} returns such events. Events are parsed as the HTML standard specifies in
 * "Server-sent events". Instances are immutable if their data is immutable.
 *
 * @param <X> the type of the data: {@code String} for the unchanged text, any other type for JSON
 * @param id the last event ID of the stream at this event. An event without an ID keeps the ID of the event before.
 *        {@code null} if no event so far has an ID, or if the stream has reset it.
 * @param event the type of the event, {@code message} by default
 * @param data the data. Several lines are joined by a line feed. {@code null} if the data is empty or JSON {@code null}, and
 *        {@code X} is not {@code String}.
 * @param retry the time to wait before a reconnection, {@code null} if this event does not set it
 * @param comment the comments between the previous event and the end of this one, joined by a line feed; {@code null} if there
 *        are none
 */
public record ServerSentEvent<X extends @Nullable Object>(@Nullable String id, String event, X data, @Nullable Duration retry,
        @Nullable String comment) {

    private static final int MAX_EVENT_LENGTH = 100;

    /**
     * @return the type of the event and the length of its ID, without data and comments, which may be confidential
     */
    @Override
    public String toString() {
        return "ServerSentEvent[event=" + PrintableText.of(event, MAX_EVENT_LENGTH) + ", id of "
                + (id == null ? 0 : id.length()) + " characters]";
    }
}
