package io.quarkiverse.daprinvoke.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "plain", "say \"no\": a/b?c", "Gr\u00FC\u00DFe, \u4E16\u754C", "\uD83D\uDE00",
            "a\u0301" })
    void textThatPrintsIsKept(String text) {
        assertThat(PrintableText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
            "a\r\nX-Evil: 1|a X-Evil: 1", "a\rb|a b", "a\nb|a b", "a\tb|a b", "a\u000Bb|a b", "a\fb|a b", "a\u2028b|a b",
            "a\u2029b|a b", "a\u0085b|a\uFFFDb", "a\u00A0b|a b", "a \n\n b|a b", "a\u0000b|a\uFFFDb", "a\u007Fb|a\uFFFDb",
            "a\u001B[31mb|a\uFFFD[31mb", "a\u009Bb|a\uFFFDb", "a\u202Eb|a\uFFFDb", "a\u2066b\u2069|a\uFFFDb\uFFFD",
            "a\u200Fb|a\uFFFDb", "a\u061Cb|a\uFFFDb", "a\u200Bb|a\uFFFDb", "a\uFEFFb|a\uFFFDb", "a\u00ADb|a\uFFFDb",
            "a\uD83Db|a\uFFFDb", "a\uDE00b|a\uFFFDb", "a\uDE00\uD83D|a\uFFFD\uFFFD", "a\uE000b|a\uFFFDb",
            "a\uDB40\uDC41b|a\uFFFDb", "a\uFFFFb|a\uFFFDb" })
    void textThatDoesNotPrintIsReplaced(String text, String printed) {
        assertThat(PrintableText.of(text)).isEqualTo(printed);
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
