package io.quarkiverse.daprinvoke.internal;

/**
 * Makes untrusted text safe to quote in messages, logs and spans: one line of printable characters of bounded length. It cannot
 * begin another line, change the direction of the text around it or control a terminal.
 */
public final class PrintableText {

    private static final int MAX_LENGTH = 1000;

    private static final String CUT = "...";

    private PrintableText() {
    }

    /**
     * @param text untrusted text, may be {@code null}
     * @return the text with spaces in place of unprintable characters, cut to 1000 code points; {@code null} if there is none
     */
    public static String of(String text) {
        return of(text, MAX_LENGTH);
    }

    /**
     * @param maxLength the maximum number of code points
     */
    public static String of(String text, int maxLength) {
        if (text == null) {
            return null;
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), maxLength + CUT.length()));
        int length = 0;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean printable = isPrintable(c);
            if (!printable && !line.isEmpty() && line.charAt(line.length() - 1) == ' ') {
                continue;
            }
            if (length++ == maxLength) {
                return line.append(CUT).toString();
            }
            line.appendCodePoint(printable ? c : ' ');
        }
        return line.toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            // Format characters include the marks that reorder text; a surrogate here is half a pair
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                false;
            default -> true;
        };
    }
}
