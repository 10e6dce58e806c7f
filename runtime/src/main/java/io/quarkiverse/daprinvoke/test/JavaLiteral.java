package io.quarkiverse.daprinvoke.test;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes text as an expression of Java, in ASCII.
 */
final class JavaLiteral {

    // A constant has 65535 bytes at most, and a character takes up to three
    private static final int MAX_LENGTH = 20_000;

    private JavaLiteral() {
    }

    /** The text in quotes; several literals that are joined if it is too long for one. */
    static String of(String text) {
        if (text.length() <= MAX_LENGTH) {
            return literal(text);
        }
        List<String> parts = new ArrayList<>();
        for (int begin = 0; begin < text.length(); begin += MAX_LENGTH) {
            parts.add(literal(text.substring(begin, Math.min(begin + MAX_LENGTH, text.length()))));
        }
        // Not with a plus sign, which would make one constant of them
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
                        // Not by its number in hexadecimal, which the compiler would replace before it sees the quotes
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
