package io.quarkiverse.daprinvoke.runtime.request;

/**
 * A header as the annotation declares it: {@code name: value}.
 *
 * @param name the text before the first colon, without the spaces and tabs around it
 * @param value the text after it, without the spaces and tabs around it; may contain expressions and placeholders
 */
public record DeclaredHeader(String name, String value) {

    /**
     * @throws IllegalArgumentException if the text has no colon; the message does not repeat the text
     */
    public static DeclaredHeader parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a header must be declared as \"name: value\"");
        }
        return new DeclaredHeader(withoutSpace(text.substring(0, colon)), withoutSpace(text.substring(colon + 1)));
    }

    /** Line breaks are kept, so that they are refused. */
    private static String withoutSpace(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
