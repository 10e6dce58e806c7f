package io.quarkiverse.daprinvoke;

import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What one call knows of the stream of values that it expects as its reply, for
 * {@link InvokeMethodParameters#replyStream(ReplyStream)}. A sidecar can end a stream that broke off behind it as if it were
 * complete; only a last value that is known tells the two apart. Immutable, for any thread.
 */
public final class ReplyStream {

    private final @Nullable String lastText;
    private final @Nullable Class<?> lastType;
    private final @Nullable Predicate<Object> lastValue;

    private ReplyStream(@Nullable String lastText, @Nullable Class<?> lastType, @Nullable Predicate<Object> lastValue) {
        this.lastText = lastText;
        this.lastType = lastType;
        this.lastValue = lastValue;
    }

    /**
     * The stream ends with this text in the place of a value, such as {@code [DONE]}. It is compared with a value as it
     * stands in the body, before that is read as JSON, and is not handed out. If the stream ends without it, the
     * {@code Multi} fails with {@link IncompleteReplyException}; what comes after it is not read.
     *
     * @param text the text, not empty
     * @return that and nothing else
     * @throws IllegalArgumentException if the text is empty
     */
    public static ReplyStream endsWith(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("The text that ends a stream must not be empty");
        }
        return new ReplyStream(text, null, null);
    }

    /**
     * The stream ends with a value that says so, such as one with the field {@code done}, which is handed out as all others.
     * If the stream ends without it, the {@code Multi} fails with {@link IncompleteReplyException}; what comes after it is not
     * read.
     *
     * @param type the type of the values, or a type that they have in common with it
     * @param isLast whether a value is the last one; called once for each, on the Vert.x context of the call, which it must not
     *        block. If it throws, the {@code Multi} fails
     * @param <X> the type of the values
     * @return that and nothing else
     */
    @SuppressWarnings("unchecked") // Asked only of values that are of the type
    public static <X> ReplyStream endsWith(Class<X> type, Predicate<? super X> isLast) {
        return new ReplyStream(null, Objects.requireNonNull(type, "type"),
                (Predicate<Object>) Objects.requireNonNull(isLast, "isLast"));
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
     * Predicates are equal if they are the same object.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReplyStream o && Objects.equals(lastText, o.lastText) && lastType == o.lastType
                && lastValue == o.lastValue;
    }

    @Override
    public int hashCode() {
        return Objects.hash(lastText, lastType, lastValue);
    }

    /**
     * @return how the stream ends, without the text, which may come from elsewhere
     */
    @Override
    public String toString() {
        return "ReplyStream[endsWith=" + (lastType != null ? lastType.getName() : "text") + "]";
    }
}
