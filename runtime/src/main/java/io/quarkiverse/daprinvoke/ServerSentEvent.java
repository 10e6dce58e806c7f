package io.quarkiverse.daprinvoke;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.internal.PrintableText;

/**
 * One event of a response with the content type {@code text/event-stream}, received by a
 * {@code RequestEmitter<T, Multi<ServerSentEvent<X>>>}. It is read by the HTML standard, chapter "Server-sent events".
 * Instances are immutable if their data is.
 *
 * @param <X> the type of the data: {@code String} for the text as it is, any other type for JSON
 * @param id the last event ID of the stream at this event. It stays the same for events that have no ID themselves.
 *        {@code null} if no event so far has an ID, or if the stream has reset it.
 * @param event the type of the event, {@code message} if the stream names none
 * @param data the data. Lines of it are joined by a line feed. {@code null} if it is empty, or JSON {@code null}, and
 *        {@code X} is not {@code String}.
 * @param retry the time to wait before a new connection after a loss, {@code null} if this event does not set it
 * @param comment the comments between the event before and the end of this one, joined by a line feed; {@code null} if there
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
