package io.quarkiverse.daprinvoke;

import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What one call knows of the stream of values that it expects as its response, and does when the stream is lost, for
 * {@link InvokeMethodParameters#responseStream(ResponseStream)}. A sidecar can end a stream that broke off behind it as if it
 * were
 * complete; only a last value that is known tells the two apart. Immutable, for any thread.
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
     * The stream ends with this text in the place of a value, such as {@code [DONE]}. It is compared with a value as it
     * stands in the body, before that is read as JSON, and is not handed out. If the stream ends without it, the
     * {@code Multi} fails with {@link IncompleteResponseException}; what comes after it is not read.
     *
     * @param text the text, not empty
     * @return that and nothing else
     * @throws IllegalArgumentException if the text is empty
     */
    public static ResponseStream endsWith(String text) {
        return NOTHING.andEndsWith(text);
    }

    /**
     * The stream ends with a value that says so, such as one with the field {@code done}, which is handed out as all others.
     * If the stream ends without it, the {@code Multi} fails with {@link IncompleteResponseException}; what comes after it is
     * not
     * read.
     *
     * @param type the type of the values, or a type that they have in common with it
     * @param isLast whether a value is the last one; called once for each, on the Vert.x context of the call, which it must not
     *        block. If it throws, the {@code Multi} fails
     * @param <X> the type of the values
     * @return that and nothing else
     */
    public static <X> ResponseStream endsWith(Class<X> type, Predicate<? super X> isLast) {
        return NOTHING.andEndsWith(type, isLast);
    }

    /**
     * The stream of server-sent events goes on after a loss of its connection: the call is made again, with the last event ID
     * in the header {@code Last-Event-ID}, and the {@code Multi} emits the events of the new response. The time before that is
     * the one that the stream has set with {@code retry}, otherwise the back-off of {@code quarkus.dapr-invoke.retry}.
     * <p>
     * The {@code Multi} fails with the last loss when losses have gone on for the timeout of the call without an event in
     * between, or when they would before the next call is due. It also fails with it if the ID is longer than 2,048 bytes or
     * has control characters. Another failure of a call is that of the {@code Multi}, such as a status that is not 2xx; the
     * status 204 completes it.
     * <p>
     * The response must be a {@code Multi} of {@link ServerSentEvent}, the verb one of {@code quarkus.dapr-invoke.retry.verbs},
     * and the payload no stream. Otherwise the call fails with {@link IllegalArgumentException} before anything is sent.
     *
     * @return that and nothing else
     */
    public static ResponseStream resuming() {
        return NOTHING.andResuming();
    }

    /**
     * @param text as for {@link #endsWith(String)}, in the place of one that is known already
     * @return what is known already, and that
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
     * @param isLast as there, in the place of one that is known already
     * @param <X> the type of the values
     * @return what is known already, and that
     */
    @SuppressWarnings("unchecked") // Asked only of values that are of the type
    public <X> ResponseStream andEndsWith(Class<X> type, Predicate<? super X> isLast) {
        return new ResponseStream(lastText, Objects.requireNonNull(type, "type"),
                (Predicate<Object>) Objects.requireNonNull(isLast, "isLast"), resuming);
    }

    /**
     * @return what is known already, and {@link #resuming()}
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
     * @return whether the stream goes on after a loss of its connection
     */
    public boolean isResuming() {
        return resuming;
    }

    /**
     * Predicates are equal if they are the same object.
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
     * @return how the stream ends, without the text, which may come from elsewhere, and whether it is resumed
     */
    @Override
    public String toString() {
        return "ResponseStream[endsWith="
                + (lastType != null ? lastType.getName() : lastText != null ? "text" : "anything") + ", resuming=" + resuming
                + "]";
    }
}
