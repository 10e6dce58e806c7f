package io.quarkiverse.daprinvoke.runtime.request;

import java.util.ArrayList;
import java.util.List;

/**
 * Text with {@code {name}} placeholders, parsed once.
 */
final class Template {

    /** The maximum number of placeholders. It bounds the work, because each can have a long value. */
    static final int MAX_PLACEHOLDERS = 64;

    /**
     * The maximum length of a name. Messages contain the name of a placeholder without a value, which can come from the call.
     */
    static final int MAX_NAME_LENGTH = 100;

    private final String text;
    private final List<String> literals;
    private final List<String> names;

    /** There is one literal, possibly empty, before, between and after the placeholders. */
    private Template(String text, List<String> literals, List<String> names) {
        this.text = text;
        this.literals = literals;
        this.names = names;
    }

    /**
     * @throws IllegalArgumentException if braces do not match, the name of a placeholder is invalid, or a limit is exceeded;
     *         the message is a rule that does not repeat the text
     */
    static Template parse(String text) {
        TargetSyntax.requireRoom(0, text);
        List<String> literals = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int position = 0;
        while (true) {
            int open = text.indexOf('{', position);
            String literal = text.substring(position, open < 0 ? text.length() : open);
            if (literal.indexOf('}') >= 0) {
                throw new IllegalArgumentException("a placeholder is malformed: a '}' has no '{' before it");
            }
            literals.add(literal);
            if (open < 0) {
                return new Template(text, List.copyOf(literals), List.copyOf(names));
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("a placeholder is malformed: a '{' has no '}' after it");
            }
            String name = text.substring(open + 1, close);
            if (name.length() > MAX_NAME_LENGTH) {
                throw new IllegalArgumentException(
                        "the name of a placeholder can have at most " + MAX_NAME_LENGTH + " characters");
            }
            if (!isName(name)) {
                throw new IllegalArgumentException(
                        "a placeholder is malformed: between '{' and '}' there must be a name of letters, "
                                + "digits, '_', '-' and '.', without a regular expression");
            }
            if (names.size() == MAX_PLACEHOLDERS) {
                throw new IllegalArgumentException("an app ID, a method name, a verb and the value of a header or a query "
                        + "parameter can have at most " + MAX_PLACEHOLDERS + " placeholders each");
            }
            names.add(name);
            position = close + 1;
        }
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
    }

    String text() {
        return text;
    }

    boolean isLiteral() {
        return names.isEmpty();
    }

    /**
     * @return whether it is exactly one placeholder
     */
    boolean isLonePlaceholder() {
        return names.size() == 1 && literals.get(0).isEmpty() && literals.get(1).isEmpty();
    }

    List<String> names() {
        return names;
    }

    List<String> literals() {
        return literals;
    }
}
