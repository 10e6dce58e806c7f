package io.quarkiverse.daprinvoke.runtime.values;

import static io.quarkiverse.daprinvoke.runtime.values.Cuts.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceSplitterTest {

    private static final String RS = "\u001E";
    private static final String MARK = "\u00EF\u00BB\u00BF";

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("", List.of()),
                arguments("\n", List.of()),
                arguments(RS + "1\n", List.of("1@1 1")),
                arguments(RS + "{\"a\":1}\n" + RS + "\"b\"\n" + RS + "true\n",
                        List.of("1@1 {\"a\":1}", "2@10 \"b\"", "3@15 true")),
                // White space and line breaks within a value, and other white space than LF after it
                arguments(RS + "{\n\"a\" :\r\n1 }\n\n" + RS + " [\n]\r\n" + RS + "1\r" + RS + "2 ",
                        List.of("1@1 {\n\"a\" :\r\n1 }", "2@17 [\n]", "3@23 1", "4@26 2")),
                // Several separators announce one value, and white space is none
                arguments(RS + RS + RS + "1\n" + RS + "\n" + RS + "2\n", List.of("1@3 1", "2@8 2")),
                // LF is missing: complete if the value shows it
                arguments(RS + "{}" + RS + "\"a\"" + RS + "[1]", List.of("1@1 {}", "2@4 \"a\"", "3@8 [1]")),
                arguments(RS + "1\n" + RS + "2" + RS + "3\n", List.of("1@1 1", cutShort(2, 4))),
                arguments(RS + "true" + RS + "3\n", List.of(cutShort(1, 1))),
                arguments(RS + "12", List.of(brokenOff(1, 1))),
                arguments(RS + "1\n" + RS + "null", List.of("1@1 1", brokenOff(2, 4))),
                // Cut short
                arguments(RS + "{\"a\":" + RS + "{}\n", List.of(cutShort(1, 1))),
                arguments(RS + "\"a" + RS + "b\"\n", List.of(cutShort(1, 1))),
                arguments(RS + "\"a\\" + RS + "\"\n", List.of(cutShort(1, 1))),
                arguments(RS + "{\"a\":1\n", List.of(brokenOff(1, 1))),
                arguments(RS + "\"\\\"\n", List.of(brokenOff(1, 1))),
                arguments(RS, List.of(brokenOffBefore(1))),
                arguments(RS + "1\n" + RS + "\n", List.of("1@1 1", brokenOffBefore(2))),
                // No separator
                arguments("1\n", List.of(withoutSeparator(0))),
                arguments(" x" + RS + "1\n", List.of(withoutSeparator(1))),
                arguments(RS + "1\n2\n", List.of("1@1 1", withoutSeparator(3))),
                arguments(RS + "{}{}\n", List.of("1@1 {}", withoutSeparator(3))),
                arguments(RS + "1,2\n", List.of("1@1 1", withoutSeparator(2))),
                // Byte order marks, and UTF-16, which Jackson would take for JSON
                arguments(MARK + RS + "1\n", List.of("1@4 1")),
                arguments("\u00EF\u00BB" + RS + "1\n", List.of(withoutSeparator(0))),
                arguments(RS + MARK + "1\n", List.of(noJson(1, 1))),
                arguments(RS + "\0001\n", List.of(noJson(1, 1))),
                arguments(RS + "1\0\n", List.of(noJson(1, 1))));
    }

    private static String cutShort(int number, int position) {
        return "malformed: contains a value that is not complete: " + value(number, position);
    }

    private static String brokenOff(int number, int position) {
        return "broken off: ends within a value: " + value(number, position);
    }

    private static String noJson(int number, int position) {
        return "malformed: contains a value that is not JSON in UTF-8: " + value(number, position);
    }

    private static String value(int number, int position) {
        return "value number " + number + ", which begins at byte " + position + " of the body";
    }

    private static String brokenOffBefore(int number) {
        return "broken off: ends after a record separator, before value number " + number;
    }

    private static String withoutSeparator(int position) {
        return "malformed: is not a JSON text sequence: a record separator is missing at byte " + position + " of the body";
    }

    private static List<String> split(int maximum, String body) {
        return new Cuts<>(() -> new SequenceSplitter(maximum), Cuts::numbered).split(bytes(body));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("bodies")
    void aValueFollowsEachSeparator(String body, List<String> expected) {
        assertThat(split(1000, body)).isEqualTo(expected);
    }

    static Stream<Arguments> sizes() {
        String tooLarge = "malformed: contains a value that is larger than quarkus.dapr-invoke.max-response-size allows (5 "
                + "bytes): ";
        return Stream.of(
                arguments(RS + "12345\n" + RS + "       [1,2]\n", List.of("1@1 12345", "2@15 [1,2]")),
                arguments(RS + "1\n" + RS + "123456\n", List.of("1@1 1", tooLarge + value(2, 4))),
                arguments(RS + "{\"a\":1", List.of(tooLarge + value(1, 1))),
                arguments(RS + "{\"a\":1" + RS, List.of(tooLarge + value(1, 1))),
                arguments(RS + "{\"a\":" + RS, List.of(cutShort(1, 1))));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("sizes")
    void noValueIsLargerThanAllowed(String body, List<String> expected) {
        assertThat(split(5, body)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = { RS + "1\n", RS + "{}", RS + "\"\"", RS + "[{\n}\n]" })
    void aValueIsFoundBeforeTheNextSeparatorHasCome(String body) {
        SequenceSplitter splitter = new SequenceSplitter(1000);
        splitter.feed(bytes(body), 0, body.length());
        assertThat(splitter.next()).isTrue();
    }
}
