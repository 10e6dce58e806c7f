package io.quarkiverse.daprinvoke.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "a  b", "a\u00A0b", "plain", "say \"no\": a/b?c", "Gr\u00FC\u00DFe, \u4E16\u754C",
            "\uD83D\uDE00",
            "a\u0301" })
    void textThatPrintsIsKept(String text) {
        assertThat(PrintableText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\r\n", "\r", "\n", "\t", "\u000B", "\f", "\u2028", "\u2029", "\u0085", "\0", "\u007F",
            "\u001B", "\u009B", "\u202E", "\u2066", "\u2069", "\u200F", "\u061C", "\u200B", "\uFEFF", "\u00AD", "\uD83D",
            "\uDE00", "\uDE00\uD83D", "\uE000", "\uDB40\uDC41", "\uFFFF", "\r\n\r\n\u202E\0" })
    void textThatDoesNotPrintIsASpace(String text) {
        assertThat(PrintableText.of("a" + text + "b")).isEqualTo("a b");
        assertThat(PrintableText.of(text)).isEqualTo(" ");
    }

    @Test
    void itIsCutBetweenCharacters() {
        assertThat(PrintableText.of("x".repeat(1000))).isEqualTo("x".repeat(1000));
        assertThat(PrintableText.of("x".repeat(1001))).isEqualTo("x".repeat(1000) + "...");
        assertThat(PrintableText.of("\uD83D\uDE00".repeat(5), 3)).isEqualTo("\uD83D\uDE00".repeat(3) + "...");
        assertThat(PrintableText.of("a\uD83D\uDE00b", 1)).isEqualTo("a...");
    }

    @Test
    void noTextIsNone() {
        assertThat(PrintableText.of(null)).isNull();
    }
}
