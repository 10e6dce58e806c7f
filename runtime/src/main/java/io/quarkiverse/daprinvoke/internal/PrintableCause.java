package io.quarkiverse.daprinvoke.internal;

import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * Takes the place of a library's exception that quotes text from outside which does not print, such as a line break in what
 * should have been a status line. A stack trace, and so the log, shows the same, in printable text of bounded length.
 */
public final class PrintableCause extends Exception {

    private static final long serialVersionUID = 1L;

    /** How many causes are looked at: some exceptions lead in a circle. */
    private static final int MAX_CAUSES = 20;

    private PrintableCause(Throwable original, Throwable cause) {
        super(PrintableText.of(original.toString()), cause);
        setStackTrace(original.getStackTrace());
    }

    /**
     * @param failure the exception of a library, may be {@code null}
     * @return the same if all of its messages are printable text, as nearly all are; otherwise what takes its place
     */
    public static Throwable of(Throwable failure) {
        return prints(failure, MAX_CAUSES) ? failure : copy(failure, MAX_CAUSES);
    }

    /** A stack trace shows what was suppressed as well. */
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
            // One line break is Jackson's own; others are in what it quotes, even if they look the same
            int own = text.indexOf("\n at " + json.getLocation());
            text = own < 0 ? text : text.substring(0, own) + text.substring(own + 1);
        }
        return text == null || text.equals(PrintableText.of(text));
    }

    /** Names the class of the exception whose place this takes. */
    @Override
    public String toString() {
        return getMessage();
    }
}
