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

class ArraySplitterTest {

    private static final String MARK = "\u00EF\u00BB\u00BF";

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("[]", List.of()),
                arguments(" [ \r\n\t] \n", List.of()),
                arguments("[1]", List.of("1@1 1")),
                arguments("[1,22,-3.5e7]", List.of("1@1 1", "2@3 22", "3@6 -3.5e7")),
                arguments(" [ 1 , true\n,\tfalse , null ] ",
                        List.of("1@3 1", "2@7 true", "3@14 false", "4@22 null")),
                arguments("[{\"a\":[1,{}]},{},[],[[1],[2]]]",
                        List.of("1@1 {\"a\":[1,{}]}", "2@14 {}", "3@17 []", "4@20 [[1],[2]]")),
                arguments("[\"\",\"]\",\"\\\\\",\"\\\"\",\"\\\\\\\"]\"]",
                        List.of("1@1 \"\"", "2@4 \"]\"", "3@8 \"\\\\\"", "4@13 \"\\\"\"", "5@18 \"\\\\\\\"]\"")),
                arguments("[{\"}\":\"{\"},[\"[\\\"\"]]", List.of("1@1 {\"}\":\"{\"}", "2@11 [\"[\\\"\"]")),
                arguments("[\"\u00C3\u00A9\u00F0\u009F\u0098\u0080\"]", List.of("1@1 \"\u00E9\uD83D\uDE00\"")),
                arguments(MARK + "[1]", List.of("1@4 1")),
                // No array
                arguments("{}", List.of(notAnArray(0))),
                arguments("  1", List.of(notAnArray(2))),
                arguments("]", List.of(notAnArray(0))),
                arguments("\u00EF\u00BB[1]", List.of(notAnArray(0))),
                arguments(MARK + MARK + "[1]", List.of(notAnArray(3))),
                arguments("\0[\0001\0]", List.of(notAnArray(0))),
                arguments("[,]", List.of(missingValue(1))),
                arguments("[,1]", List.of(missingValue(1))),
                arguments("[1,]", List.of("1@1 1", missingValue(3))),
                arguments("[1,,2]", List.of("1@1 1", missingValue(3))),
                arguments("[1 2]", List.of("1@1 1", missingComma(3))),
                arguments("[\"a\"\"b\"]", List.of("1@1 \"a\"", missingComma(4))),
                arguments("[{}{}]", List.of("1@1 {}", missingComma(3))),
                arguments("[1]x", List.of("1@1 1", goesOn(3))),
                arguments("[1],", List.of("1@1 1", goesOn(3))),
                arguments("[1] [2]", List.of("1@1 1", goesOn(4))),
                arguments("[1]\0", List.of("1@1 1", goesOn(3))),
                // No values, which their reader finds out
                arguments("[{]},1]", List.of("1@1 {]", missingComma(3))),
                arguments("[}]", List.of("1@1 }")),
                arguments("[a\"b,1]", List.of("1@1 a\"b", "2@5 1")),
                arguments("[\"a\nb\"]", List.of("1@1 \"a\nb\"")),
                // Jackson would take these for UTF-16, or skip the byte order mark
                arguments("[\0001]", List.of(noJson(1, 1))),
                arguments("[1,2\0]", List.of("1@1 1", noJson(2, 3))),
                arguments("[" + MARK + "1]", List.of(noJson(1, 1))),
                // Broken off
                arguments("", List.of(withoutEnd(0))),
                arguments(" ", List.of(withoutEnd(1))),
                arguments("[", List.of(withoutEnd(1))),
                arguments("[1,", List.of("1@1 1", withoutEnd(3))),
                arguments("[1 ", List.of("1@1 1", withoutEnd(3))),
                arguments("[{}", List.of("1@1 {}", withoutEnd(3))),
                arguments("[1", List.of(brokenOff(1, 1))),
                arguments("[1,22", List.of("1@1 1", brokenOff(2, 3))),
                arguments("[\"]", List.of(brokenOff(1, 1))),
                arguments("[\"\\", List.of(brokenOff(1, 1))),
                arguments("[[1]", List.of("1@1 [1]", withoutEnd(4))),
                arguments("[[[1]", List.of(brokenOff(1, 1))),
                arguments("[\0", List.of(brokenOff(1, 1))));
    }

    private static String notAnArray(int position) {
        return "malformed: is not a JSON array: an opening bracket is missing at byte " + position + " of the body";
    }

    private static String missingValue(int position) {
        return "malformed: is not a JSON array: a value is missing at byte " + position + " of the body";
    }

    private static String missingComma(int position) {
        return "malformed: is not a JSON array: a comma or the end is missing at byte " + position + " of the body";
    }

    private static String goesOn(int position) {
        return "malformed: continues after the end of the JSON array at byte " + position + " of the body";
    }

    private static String noJson(int number, int position) {
        return "malformed: contains a value that is not JSON in UTF-8: value number " + number + ", which begins at "
                + "byte " + position
                + " of the body";
    }

    private static String withoutEnd(int position) {
        return "broken off: ends before the end of the JSON array at byte " + position + " of the body";
    }

    private static String brokenOff(int number, int position) {
        return "broken off: ends within a value: value number " + number + ", which begins at byte " + position
                + " of the body";
    }

    private static List<String> split(int maximum, String body) {
        return new Cuts<>(() -> new ArraySplitter(maximum), Cuts::numbered).split(bytes(body));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("bodies")
    void eachElementIsOneValue(String body, List<String> expected) {
        assertThat(split(1000, body)).isEqualTo(expected);
    }

    static Stream<Arguments> sizes() {
        String tooLarge = "malformed: contains a value that is larger than quarkus.dapr-invoke.max-response-size allows (5 "
                + "bytes): ";
        return Stream.of(
                arguments("[12345,\"123\",[1,2],       {\"\":1 }]", List.of("1@1 12345", "2@7 \"123\"", "3@13 [1,2]",
                        tooLarge + "value number 4, which begins at byte 26 of the body")),
                arguments("[123456]", List.of(tooLarge + "value number 1, which begins at byte 1 of the body")),
                arguments("[1,\"1234567", List.of("1@1 1", tooLarge + "value number 2, which begins at byte 3 of the body")),
                arguments("[\0 1,2222222", List.of(noJson(1, 1))));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("sizes")
    void noValueIsLargerThanAllowed(String body, List<String> expected) {
        assertThat(split(5, body)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = { "[{\"a\":1}", "[[1]", "[\"a\"", "[1 ", "[1,", "[1]" })
    void aValueIsFoundWithItsLastByte(String beginning) {
        ArraySplitter splitter = new ArraySplitter(1000);
        splitter.feed(bytes(beginning), 0, beginning.length());
        assertThat(splitter.next()).isTrue();
    }
}
