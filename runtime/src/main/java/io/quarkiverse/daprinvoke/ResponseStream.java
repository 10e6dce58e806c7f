package io.quarkiverse.daprinvoke;

import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Settings of one call for its streamed response: how the stream ends, and whether it is resumed after a lost connection. Pass
 * it to {@link InvokeMethodParameters#responseStream(ResponseStream)}. If the called application cuts a stream short, the
 * sidecar can end it as if it were complete. Only a declared last value makes the difference visible. Immutable and
 * thread-safe.
 */
public final class ResponseStream {

    private static final ResponseStream NOTHING = new ResponseStream(null, null, null, false);

    private final @Nullable String lastText;
    private final @Nullable Class<?> lastType;
    private final @Nullable Predicate<Object> lastValue;
    private final boolean resuming;

    private ResponseStream(@Nullable String lastText, @Nullable Class<?> lastType, @Nullable Predicate<Object> lastValue,
            boolean resuming) {
        this.lastText = lastText;
        this.lastType = lastType;
        this.lastValue = lastValue;
        this.resuming = resuming;
    }

    /**
     * Declares that the stream ends with this text in the place of a value, such as {@code [DONE]}. The text is compared with
     * each raw value, before the value is parsed. It is not emitted. If the stream ends without it, the {@code Multi} fails
     * with {@link IncompleteResponseException}. Anything after the text is not read.
     *
     * @param text the text, not empty
     * @return new settings with it
     * @throws IllegalArgumentException if the text is empty
     */
    public static ResponseStream endsWith(String text) {
        return NOTHING.andEndsWith(text);
    }

    /**
     * Declares that the stream ends with a value that meets a condition, such as one with the field {@code done}. The value is
     * emitted like all others. If the stream ends without it, the {@code Multi} fails with {@link IncompleteResponseException}.
     * Anything after the value is not read.
     *
     * @param type the type of the values, or a supertype
     * @param isLast whether a value is the last one. It is called once for each value, on the Vert.x context of the call, and
     *        must not block. If it throws, the {@code Multi} fails
     * @param <X> the type of the values
     * @return new settings with it
     */
    public static <X> ResponseStream endsWith(Class<X> type, Predicate<? super X> isLast) {
        return NOTHING.andEndsWith(type, isLast);
    }

    /**
     * Resumes a stream of server-sent events after a lost connection. The call is repeated with the last event ID in the header
     * {@code Last-Event-ID}, and the {@code Multi} emits the events of the new response. The delay before the new call is the
     * one that the stream has set with {@code retry}, otherwise the back-off of {@code quarkus.dapr-invoke.retry}.
     * <p>
     * The {@code Multi} fails with the failure of the last connection in these cases:
     * <ul>
     * <li>No event has arrived for the timeout of the call, or none would arrive before the next call is due.
     * <li>The event ID is longer than 2,048 bytes or contains control characters.
     * </ul>
     * Any other failure of a call fails the {@code Multi}, for example a status outside 2xx. The status 204 completes it.
     * <p>
     * The response must be a {@code Multi} of {@link ServerSentEvent}. The verb must be one of
     * {@code quarkus.dapr-invoke.retry.verbs}. The payload must not be a stream. Otherwise the call fails with
     * {@link IllegalArgumentException} before anything is sent.
     *
     * @return new settings with it
     */
    public static ResponseStream resuming() {
        return NOTHING.andResuming();
    }

    /**
     * @param text as for {@link #endsWith(String)}; it replaces an earlier text
     * @return new settings with it
     * @throws IllegalArgumentException if the text is empty
     */
    public ResponseStream andEndsWith(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("The text that ends a stream must not be empty");
        }
        return new ResponseStream(text, lastType, lastValue, resuming);
    }

    /**
     * @param type as for {@link #endsWith(Class, Predicate)}
     * @param isLast as for {@link #endsWith(Class, Predicate)}; it replaces an earlier condition
     * @param <X> the type of the values
     * @return new settings with it
     */
    @SuppressWarnings("unchecked") // Asked only of values that are of the type
    public <X> ResponseStream andEndsWith(Class<X> type, Predicate<? super X> isLast) {
        return new ResponseStream(lastText, Objects.requireNonNull(type, "type"),
                (Predicate<Object>) Objects.requireNonNull(isLast, "isLast"), resuming);
    }

    /**
     * @return new settings with {@link #resuming()}
     */
    public ResponseStream andResuming() {
        return new ResponseStream(lastText, lastType, lastValue, true);
    }

    /**
     * @return the text that ends the stream, {@code null} if none does
     */
    public @Nullable String lastText() {
        return lastText;
    }

    /**
     * @return the type of values that may be the last one, {@code null} if no value says so
     */
    public @Nullable Class<?> lastType() {
        return lastType;
    }

    /**
     * @param value a value of the stream, not {@code null}
     * @return whether the stream ends with it
     */
    public boolean isLast(Object value) {
        return lastType != null && lastValue != null && lastType.isInstance(value) && lastValue.test(value);
    }

    /**
     * @return whether the stream is resumed after a lost connection
     */
    public boolean isResuming() {
        return resuming;
    }

    /**
     * Compares all settings. Predicates are equal if they are the same object.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResponseStream o && Objects.equals(lastText, o.lastText) && lastType == o.lastType
                && lastValue == o.lastValue && resuming == o.resuming;
    }

    @Override
    public int hashCode() {
        return Objects.hash(lastText, lastType, lastValue, resuming);
    }

    /**
     * @return how the stream ends and whether it is resumed; without the text, which may be untrusted
     */
    @Override
    public String toString() {
        return "ResponseStream[endsWith="
                + (lastType != null ? lastType.getName() : lastText != null ? "text" : "anything") + ", resuming=" + resuming
                + "]";
    }
}
