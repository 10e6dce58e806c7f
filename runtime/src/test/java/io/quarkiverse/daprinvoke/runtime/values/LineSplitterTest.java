package io.quarkiverse.daprinvoke.runtime.values;

import static io.quarkiverse.daprinvoke.runtime.values.Cuts.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LineSplitterTest {

    private static final String MARK = "\u00EF\u00BB\u00BF";

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("", List.of()),
                arguments("\n", List.of()),
                arguments("\r\n \t\r\r\n\n  ", List.of()),
                arguments("{\"a\":1}\n", List.of("1@0 {\"a\":1}")),
                arguments("1\n22\n333\n", List.of("1@0 1", "2@2 22", "3@5 333")),
                arguments("1\r22\r333\r", List.of("1@0 1", "2@2 22", "3@5 333")),
                arguments("1\r\n22\r\n333\r\n", List.of("1@0 1", "2@3 22", "3@7 333")),
                arguments("1\n\r\n\r\r22\n\n\n", List.of("1@0 1", "2@6 22")),
                arguments("  1\n\t22\n", List.of("1@2 1", "2@5 22")),
                // Other characters that end lines elsewhere
                arguments("\"\u00E2\u0080\u00A8\"\n\"\u00C2\u0085\"\n2\f\n3\u000B\n",
                        List.of("1@0 \"\u2028\"", "2@6 \"\u0085\"", "3@11 2\f", "4@14 3\u000B")),
                // No JSON, which the reader of the values finds out
                arguments("{\"a\":1}{\"a\":2}\nx\n{\n", List.of("1@0 {\"a\":1}{\"a\":2}", "2@15 x", "3@17 {")),
                arguments("[DONE]\n", List.of("1@0 [DONE]")),
                // Without the last line ending
                arguments("1\n{\"a\":[\"}\"]}", List.of("1@0 1", "2@2 {\"a\":[\"}\"]}")),
                arguments("[DONE]", List.of("1@0 [DONE]")),
                arguments("\"a\\\"\"", List.of("1@0 \"a\\\"\"")),
                arguments("true", List.of("1@0 true")),
                arguments("false", List.of("1@0 false")),
                arguments("null", List.of("1@0 null")),
                arguments("12 ", List.of("1@0 12 ")),
                arguments("1\n12", List.of("1@0 1", brokenOff(2, 2))),
                arguments("-1.5e3", List.of(brokenOff(1, 0))),
                arguments("1\n\n{\"a\":1", List.of("1@0 1", brokenOff(2, 3))),
                arguments("\"a", List.of(brokenOff(1, 0))),
                arguments("\"a\\\"", List.of(brokenOff(1, 0))),
                arguments("[\"]\"", List.of(brokenOff(1, 0))),
                arguments("tru", List.of(brokenOff(1, 0))),
                arguments("truex", List.of(brokenOff(1, 0))),
                // Byte order marks
                arguments(MARK, List.of()),
                arguments(MARK + "1\n2\n", List.of("1@3 1", "2@5 2")),
                arguments(MARK + "\n1\n", List.of("1@4 1")),
                arguments(MARK + MARK + "1\n", List.of(noJson(1, 3))),
                arguments("1\n" + MARK + "2\n", List.of("1@0 1", noJson(2, 2))),
                arguments("\u00EF", List.of(noJson(1, 0))),
                arguments("\u00EF\u00BB", List.of(noJson(1, 0))),
                arguments("\u00EF\u00BB\n2\n", List.of(noJson(1, 0))),
                arguments("\u00EF1\n", List.of(noJson(1, 0))),
                // UTF-16, which Jackson would take for JSON
                arguments("1\n\0002\n", List.of("1@0 1", noJson(2, 2))),
                arguments("1\n2\0\n", List.of("1@0 1", noJson(2, 2))),
                arguments("\u00FF\u00FE1\0\n\0", List.of(noJson(1, 0))),
                arguments("\u00FE\u00FF\0001\0\n", List.of(noJson(1, 0))));
    }

    private static String brokenOff(int number, int position) {
        return "broken off: ends within a value: value number " + number + ", which begins at byte " + position
                + " of the body";
    }

    private static String noJson(int number, int position) {
        return "malformed: contains a value that is not JSON in UTF-8: value number " + number + ", which begins at "
                + "byte " + position
                + " of the body";
    }

    private static List<String> split(int maximum, String body) {
        return new Cuts<>(() -> new LineSplitter(maximum), Cuts::numbered).split(bytes(body));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("bodies")
    void eachLineIsOneValue(String body, List<String> expected) {
        assertThat(split(1000, body)).isEqualTo(expected);
    }

    static Stream<Arguments> sizes() {
        String tooLarge = "malformed: contains a value that is larger than quarkus.dapr-invoke.max-response-size allows (5 "
                + "bytes): ";
        return Stream.of(
                arguments("12345\r\n12345\n", List.of("1@0 12345", "2@7 12345")),
                arguments("       12345\n", List.of("1@7 12345")),
                arguments(MARK + "12345\n", List.of("1@3 12345")),
                arguments("\"123\"", List.of("1@0 \"123\"")),
                arguments("1\n123456\n2\n", List.of("1@0 1",
                        tooLarge + "value number 2, which begins at byte 2 of the body")),
                arguments("\n123456", List.of(tooLarge + "value number 1, which begins at byte 1 of the body")),
                arguments("\0 123456", List.of(tooLarge + "value number 1, which begins at byte 0 of the body")),
                arguments("{{{{{{", List.of(tooLarge + "value number 1, which begins at byte 0 of the body")));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("sizes")
    void noValueIsLargerThanAllowed(String body, List<String> expected) {
        assertThat(split(5, body)).isEqualTo(expected);
    }

    @Test
    void aValueIsFoundWithItsLineEnding() {
        LineSplitter splitter = new LineSplitter(1000);
        splitter.feed(bytes("1\r"), 0, 2);
        assertThat(splitter.next()).isTrue();
        assertThat(splitter.next()).isFalse();
        splitter.feed(bytes("\n2\n"), 0, 3);
        assertThat(splitter.next()).isTrue();
        assertThat(Cuts.numbered(splitter)).isEqualTo("2@3 2");
    }

    @Test
    void aValueWithinOneChunkIsNotCopied() {
        LineSplitter splitter = new LineSplitter(1000);
        byte[] chunk = bytes("123\n4");
        splitter.feed(chunk, 0, chunk.length);
        assertThat(splitter.next()).isTrue();
        assertThat(splitter.bytes()).isSameAs(chunk);
    }
}
