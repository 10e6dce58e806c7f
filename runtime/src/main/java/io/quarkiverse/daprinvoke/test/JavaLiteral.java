package io.quarkiverse.daprinvoke.test;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes text as an expression of Java, in ASCII.
 */
final class JavaLiteral {

    // A constant can have at most 65535 bytes, and a character takes up to three
    private static final int MAX_LENGTH = 20_000;

    private JavaLiteral() {
    }

    /** The text in quotes. A long text becomes several literals that are joined. */
    static String of(String text) {
        if (text.length() <= MAX_LENGTH) {
            return literal(text);
        }
        List<String> parts = new ArrayList<>();
        for (int begin = 0; begin < text.length(); begin += MAX_LENGTH) {
            parts.add(literal(text.substring(begin, Math.min(begin + MAX_LENGTH, text.length()))));
        }
        // The plus operator would merge them into one constant
        return "String.join(\"\", " + String.join(", ", parts) + ")";
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> literal.append('\\').append(c);
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> {
                    if (c < ' ' || c == 127) {
                        // Octal, because the compiler replaces Unicode escapes before it recognizes the quotes
                        literal.append(String.format("\\%03o", (int) c));
                    } else if (c > 127) {
                        literal.append(String.format("\\u%04x", (int) c));
                    } else {
                        literal.append(c);
                    }
                }
            }
        }
        return literal.append('"').toString();
    }
}
