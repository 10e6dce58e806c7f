package io.quarkiverse.daprinvoke.internal;

import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * Replaces the exception of a library whose message quotes untrusted text that is not printable, such as a line break in an
 * invalid status line. Stack traces and logs show the same information as printable text of bounded length.
 */
public final class PrintableCause extends Exception {

    private static final long serialVersionUID = 1L;

    /** The maximum number of causes, because the causes of an exception can form a cycle. */
    private static final int MAX_CAUSES = 20;

    private PrintableCause(Throwable original, Throwable cause) {
        super(PrintableText.of(original.toString()), cause);
        setStackTrace(original.getStackTrace());
    }

    /**
     * @param failure the exception of a library, may be {@code null}
     * @return the same exception if all of its messages are printable text, otherwise its replacement
     */
    public static Throwable of(Throwable failure) {
        return prints(failure, MAX_CAUSES) ? failure : copy(failure, MAX_CAUSES);
    }

    /** A stack trace also shows suppressed exceptions. */
    private static boolean prints(Throwable failure, int left) {
        if (failure == null || left == 0) {
            return true;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (!prints(suppressed, left - 1)) {
                return false;
            }
        }
        return prints(failure) && prints(failure.getCause(), left - 1);
    }

    private static Throwable copy(Throwable failure, int left) {
        return failure == null || left == 0 ? null : new PrintableCause(failure, copy(failure.getCause(), left - 1));
    }

    private static boolean prints(Throwable failure) {
        String text = failure.getMessage();
        if (text != null && failure instanceof JsonProcessingException json && json.getLocation() != null) {
            // Jackson adds one line break. Other line breaks are part of quoted text, even if they look the same
            int own = text.indexOf("\n at " + json.getLocation());
            text = own < 0 ? text : text.substring(0, own) + text.substring(own + 1);
        }
        return text == null || text.equals(PrintableText.of(text));
    }

    /** The message begins with the class of the replaced exception. */
    @Override
    public String toString() {
        return getMessage();
    }
}
