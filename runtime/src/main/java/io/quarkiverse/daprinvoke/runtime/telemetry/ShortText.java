package io.quarkiverse.daprinvoke.runtime.telemetry;

/**
 * Bounds the text that observers of calls print or keep, because parts of it may be untrusted.
 */
public final class ShortText {

    /** Longer than readable paths, and small enough to keep one for each call. */
    static final int LIMIT = 1024;

    private static final String REST = "...";

    private ShortText() {
    }

    /**
     * @param text well-formed text, may be {@code null}
     * @return the text; if it is longer than 1,024 characters, its beginning and three dots
     */
    public static String of(String text) {
        if (text == null || text.length() <= LIMIT) {
            return text;
        }
        int end = LIMIT - REST.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + REST;
    }
}
