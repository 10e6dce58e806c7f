package io.quarkiverse.daprinvoke.runtime;

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
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (!prints(cause.getMessage())) {
                return copy(failure, MAX_CAUSES);
            }
            cause = cause.getCause();
        }
        return failure;
    }

    private static Throwable copy(Throwable failure, int left) {
        return failure == null || left == 0 ? null : new PrintableCause(failure, copy(failure.getCause(), left - 1));
    }

    private static boolean prints(String message) {
        // The one line break is Jackson's own
        String text = message == null ? null : message.replace("\n at [Source: ", " at [Source: ");
        return text == null || text.equals(PrintableText.of(text));
    }

    /** Names the class of the exception whose place this takes. */
    @Override
    public String toString() {
        return getMessage();
    }
}
