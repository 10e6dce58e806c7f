package io.quarkiverse.daprinvoke.runtime.request;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Text as it may come from outside, by kind. Every kind has harmless text in it too, so that some of it can be sent.
 */
final class HostileText {

    /** Characters that have, or could get, a meaning in a request line. */
    private static final List<String> SIGNS = List.of("/", "//", "/../", "/./", ".", "..", "\\", "..\\", "?", "#", "%", "&",
            "=",
            ";", ":", "@", "+", " ", "{", "}", "\0", "\r\n", "\t", "/method/", "/v1.0/invoke/", "http://", "\"", "<", "|");

    private HostileText() {
    }

    static Arbitrary<String> printableAscii() {
        return Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(4);
    }

    static Arbitrary<String> controlCharacters() {
        return within(Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.strings().withCharRange('\0', '\u001F').ofLength(1)),
                Tuple.of(1, Arbitraries.strings().withCharRange('\u007F', '\u009F').ofLength(1)),
                // Not controls, but white space or invisible
                Tuple.of(1, Arbitraries.of("\u00A0", "\u00AD", "\u2028", "\u2029", "\u200B", "\u202E", "\u3000", "\uFEFF"))));
    }

    static Arbitrary<String> unicode() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.integers().between(0x80, 0xD7FF)),
                Tuple.of(1, Arbitraries.integers().between(0xE000, 0xFFFF)),
                Tuple.of(2, Arbitraries.integers().between(0x10000, 0x10FFFF))).map(Character::toString)
                .list().ofMinSize(1).ofMaxSize(4).map(list -> String.join("", list));
    }

    static Arbitrary<String> surrogates() {
        return within(Arbitraries.strings().withCharRange('\uD800', '\uDFFF').ofMinLength(1).ofMaxLength(3));
    }

    /** Composed, decomposed, and characters that some normalisation makes a dot, a slash, a percent sign or a letter of. */
    static Arbitrary<String> normalisationForms() {
        Arbitrary<String> accented = Arbitraries.of("é", "ñ", "Å", "ﬁ", "ｅ", "Ω", "한", "ẛ̣", "İ", "ſ", "K");
        Arbitrary<String> form = Combinators.combine(accented, Arbitraries.of(Normalizer.Form.values()))
                .as(Normalizer::normalize);
        Arbitrary<String> compatible = Arbitraries.of("\uFF0F", "\uFF0E", "\uFF0E\uFF0E", "\uFF05\uFF12\uFF25", "\uFF05",
                "\uFF03", "\uFF1F", "\uFF3C", "\u2024", "\u2025", "\u2026", "\u2044", "\u2215", "\u29F8", "\uFE52", "\uFE6A",
                "\uFE68", "\u2105", "\u2100", "/\u0338", ".\u0307", "=\u0338");
        return within(Arbitraries.oneOf(form, compatible));
    }

    /** Signs, percent-encoded once, twice or three times, in both letter cases; and escapes that are none. */
    static Arbitrary<String> escapes() {
        Arbitrary<String> encoded = Combinators.combine(Arbitraries.of(SIGNS), Arbitraries.integers().between(1, 3),
                Arbitraries.of(true, false)).as(HostileText::escaped);
        Arbitrary<String> broken = Arbitraries.of("%", "%2", "%zz", "%%32e", "%u002e", "%uff0e", "%c0%ae", "%C0%AF",
                "%e0%80%ae",
                "%c1%9c", "%ed%a0%80", "%ff", "%252", "%25zz", "%2%65", "&#46;", "&#x2f;", "\\u002e", "\u00C0\u00AE");
        return within(Arbitraries.frequencyOf(Tuple.of(3, encoded), Tuple.of(1, broken)));
    }

    /** All that is, looks like or may become a dot segment, and some that is none, such as three dots. */
    static Arbitrary<String> dotSegments() {
        Arbitrary<String> dot = Arbitraries.frequencyOf(Tuple.of(8, Arbitraries.just(".")), Tuple.of(1, Arbitraries.of("%2e",
                "%2E", "%252e", "%25252E", "\uFF0E", "\u2024", "\u2025", "%c0%ae", "\u00C0\u00AE", "%u002e", ".\u200B", ".;",
                ".;x=1", ". ", ".\0", "\\.")));
        Arbitrary<String> segment = Arbitraries.frequencyOf(Tuple.of(4, dot.list().ofMinSize(1).ofMaxSize(3).map(
                dots -> String.join("", dots))), Tuple.of(2, harmless()));
        Arbitrary<String> separator = Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.just("/")),
                Tuple.of(1, Arbitraries.of("\\", "%2F", "%2f", "%5C", "%252F", "\uFF0F", "\u2215", "//", ";/")));
        return Arbitraries.frequencyOf(Tuple.of(3, segment),
                Tuple.of(2, Combinators.combine(segment, separator, segment).as((a, b, c) -> a + b + c)),
                Tuple.of(1, Combinators.combine(separator, segment).as((a, b) -> a + b)),
                Tuple.of(1, Combinators.combine(segment, separator).as((a, b) -> a + b)));
    }

    static Arbitrary<String> backslashes() {
        return within(
                Arbitraries.of("\\", "\\\\", "..\\", "\\..\\", "\\..", "/\\", "\\/", "\\\\h\\c", "\\n", "\\u002f", "\uFF3C",
                        "\u2216", "\u244A", "%5c", "\\%2e"));
    }

    /** Of at least ten thousand characters, with some other kind somewhere in most of it. */
    static Arbitrary<String> veryLong() {
        return Combinators.combine(harmless(), Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just("")), Tuple.of(1, mixed())),
                harmless(), Arbitraries.integers().between(0, 10_000)).as(
                        (before, middle, after, position) -> filled(before,
                                position) + middle + filled(after, 10_001 - position));
    }

    /** Several kinds side by side. */
    static Arbitrary<String> mixed() {
        Arbitrary<String> piece = Arbitraries.frequencyOf(
                Tuple.of(6, harmless()),
                Tuple.of(3, printableAscii()),
                Tuple.of(2, unicode()),
                Tuple.of(1, Arbitraries.oneOf(controlCharacters(), surrogates(), normalisationForms(), escapes(), dotSegments(),
                        backslashes())),
                Tuple.of(1, Arbitraries.of(SIGNS)));
        return piece.list().ofMaxSize(4).map(pieces -> String.join("", pieces));
    }

    static Arbitrary<String> harmless() {
        return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(3);
    }

    private static Arbitrary<String> within(Arbitrary<String> hostile) {
        return Arbitraries.frequencyOf(Tuple.of(1, harmless()), Tuple.of(2, hostile),
                Tuple.of(4, Combinators.combine(harmless(), hostile, harmless()).as((a, b, c) -> a + b + c)));
    }

    private static String escaped(String text, int levels, boolean upper) {
        String escaped = text;
        for (int level = 0; level < levels; level++) {
            String once = escaped;
            // The first time every character, then the percent signs
            escaped = once.chars().mapToObj(c -> c == '%' || !once.contains("%") ? String.format(upper ? "%%%02X" : "%%%02x", c)
                    : Character.toString(c)).collect(Collectors.joining());
        }
        return escaped;
    }

    private static String filled(String text, int length) {
        return text.repeat(length / text.length() + 1).substring(0, length);
    }
}
