package io.quarkiverse.daprinvoke.runtime.values;

import static io.quarkiverse.daprinvoke.runtime.values.Cuts.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSplitterTest {

    private static final String MARK = "\u00EF\u00BB\u00BF";

    /** Events are written as type#id:data, with a return sign for LF. */
    static Stream<Arguments> streams() {
        return Stream.of(
                arguments("", List.of()),
                arguments("\n\r\r\n\n", List.of()),
                // Data
                arguments("data:x\n\n", List.of("message:x")),
                arguments("data\n\n", List.of("message:")),
                arguments("data:\n\n", List.of("message:")),
                arguments("data: \n\n", List.of("message:")),
                arguments("data\ndata\n\n", List.of("message:\u23CE")),
                arguments("data:\ndata:\ndata\n\n", List.of("message:\u23CE\u23CE")),
                arguments("data: x\n\n", List.of("message:x")),
                arguments("data:  x \n\n", List.of("message: x ")),
                arguments("data:\tx\n\n", List.of("message:\tx")),
                arguments("data:a\n\ndata:b\n\n\n\ndata:c\n\n", List.of("message:a", "message:b", "message:c")),
                arguments("data:a\ndata: b\nother:x\ndata:\ndata:c\n\n", List.of("message:a\u23CEb\u23CE\u23CEc")),
                arguments("data:a:b\ndata::\ndata: :\n\n", List.of("message:a:b\u23CE:\u23CE:")),
                arguments("data:\0\n\n", List.of("message:\0")),
                // Line endings
                arguments("data:a\rdata:b\r\rdata:c\n\n", List.of("message:a\u23CEb", "message:c")),
                arguments("data:a\r\n\r\n", List.of("message:a")),
                arguments("data:a\n\r", List.of("message:a")),
                arguments("data:a\r\r", List.of("message:a")),
                arguments("data:a\n\rdata:b\r\n\ndata:c\r\r\n", List.of("message:a", "message:b", "message:c")),
                arguments("data:a\r\ndata:b\n\r\n\rdata:c\n\n", List.of("message:a\u23CEb", "message:c")),
                arguments("data:a\u00C2\u0085\u00E2\u0080\u00A8\u000B\f\n\n", List.of("message:a\u0085\u2028\u000B\f")),
                // An event without its empty line
                arguments("data:x", List.of()),
                arguments("data:x\n", List.of()),
                arguments("data:x\r", List.of()),
                arguments("data:x\r\n", List.of()),
                arguments("data:x\n\ndata:y\n", List.of("message:x")),
                arguments("data:x\n\ndata:y\n:", List.of("message:x")),
                // Names of fields
                arguments("Data:x\n\n", List.of()),
                arguments(" data:x\n\n", List.of()),
                arguments("\tdata:x\n\n", List.of()),
                arguments("data :x\n\n", List.of()),
                arguments("dat:x\ndataa:y\n\n", List.of()),
                arguments("\0data:x\n\n", List.of()),
                arguments("justsometext\n \n\n", List.of()),
                arguments("da\u00C2\u00ADta:x\n\n", List.of()),
                // Types
                arguments("event:a\ndata:x\n\n", List.of("a:x")),
                arguments("event: a b \ndata:x\n\n", List.of("a b :x")),
                arguments("event:a\ndata:x\nevent:b\n\n", List.of("b:x")),
                arguments("event:a\nevent\ndata:x\n\n", List.of("message:x")),
                arguments("event\ndata:x\n\n", List.of("message:x")),
                arguments("event:a\n\ndata:x\n\n", List.of("message:x")),
                arguments("event:a\ndata:x\n\ndata:y\n\n", List.of("a:x", "message:y")),
                arguments("event:message\ndata:x\n\n", List.of("message:x")),
                // IDs
                arguments("id:1\ndata:x\n\ndata:y\n\n", List.of("message#1:x", "message#1:y")),
                arguments("data:x\nid: 1\n\n", List.of("message#1:x")),
                arguments("id:1\n\ndata:x\n\n", List.of("message#1:x")),
                arguments("id:1\ndata:x\n\nid\ndata:y\n\n", List.of("message#1:x", "message:y")),
                arguments("id:1\ndata:x\n\nid:\ndata:y\n\n", List.of("message#1:x", "message:y")),
                arguments("id:1\nid:2\ndata:x\n\n", List.of("message#2:x")),
                arguments("id:0\n\nid:a\0b\ndata:x\n\n", List.of("message#0:x")),
                arguments("id:\0\ndata:x\n\n", List.of("message:x")),
                arguments("id:\u00E2\u0080\u00A6\ndata:x\n\n", List.of("message#\u2026:x")),
                arguments("id:  1 \ndata:x\n\n", List.of("message# 1 :x")),
                arguments("ID:1\ndata:x\n\n", List.of("message:x")),
                // Comments
                arguments(":c\n\n", List.of()),
                arguments(":c\n\ndata:x\n\n", List.of("message:x")),
                arguments(":c\ndata:x\n\n", List.of("message:x, comment c")),
                arguments("data:x\n: c\n:\n:data:y\n\n", List.of("message:x, comment c\u23CE\u23CEdata:y")),
                arguments(":\0\n:\r:\n\ndata:x\n\n", List.of("message:x")),
                // Delays
                arguments("retry:1000\ndata:x\n\ndata:y\n\n", List.of("message:x, retry PT1S", "message:y")),
                arguments("retry:1000\n\ndata:y\n\n", List.of("message:y")),
                arguments("retry: 5\nretry:x\ndata:x\n\n", List.of("message:x, retry PT0.005S")),
                // Byte order marks
                arguments(MARK, List.of()),
                arguments(MARK + "data:x\n\n", List.of("message:x")),
                arguments(MARK + "\ndata:x\n\n", List.of("message:x")),
                arguments(MARK + MARK + "data:x\n\n", List.of()),
                arguments(MARK + MARK + "data:x\n\ndata:y\n\n", List.of("message:y")),
                arguments("\u00EF\u00BBdata:x\n\n", List.of()),
                arguments("\u00EFdata:x\ndata:y\n\n", List.of("message:y")),
                arguments("\ndata:x\n\n" + MARK + "data:y\n\n", List.of("message:x")),
                arguments("data:" + MARK + "x\n\n", List.of("message:\uFEFFx")),
                // UTF-8, also if it is broken
                arguments("event:\u00E2\u0082\u00AC\ndata:\u00F0\u009F\u0098\u0080\n\n",
                        List.of("\u20AC:\uD83D\uDE00")),
                arguments("data:a\u00FFb\u00C3\ndata:\u00A9\n\n", List.of("message:a\uFFFDb\uFFFD\u23CE\uFFFD")),
                arguments("id:\u00C3\ndata:x\n\n", List.of("message#\uFFFD:x")));
    }

    private static String event(EventSplitter events) {
        return (events.event() + (events.lastEventId() == null ? "" : "#" + events.lastEventId()) + ":"
                + Cuts.value(events) + (events.retry() == null ? "" : ", retry " + events.retry())
                + (events.comment() == null ? "" : ", comment " + events.comment())).replace('\n', '\u23CE');
    }

    private static EventSplitter splitter(String body) {
        EventSplitter events = new EventSplitter(1000, false, null);
        events.feed(bytes(body), 0, body.length());
        return events;
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("streams")
    void eventsAreThoseOfTheStandard(String body, List<String> expected) {
        Cuts<EventSplitter> cuts = new Cuts<>(() -> new EventSplitter(1000, false, null), EventSplitterTest::event);
        assertThat(cuts.split(bytes(body))).isEqualTo(expected);
    }

    @Test
    void anEventIsFoundWithTheFirstByteOfTheEndOfItsEmptyLine() {
        EventSplitter events = splitter("data:a\n\r");
        assertThat(events.next()).isTrue();
        assertThat(event(events)).isEqualTo("message:a");
        assertThat(events.next()).isFalse();
        events.feed(bytes("\ndata:b\r\n\r"), 0, 10);
        assertThat(events.next()).isTrue();
        assertThat(event(events)).isEqualTo("message:b");
        events.feed(bytes("\n"), 0, 1);
        assertThat(events.next()).isFalse();
    }

    @Test
    void noEventIsReadBeforeItIsAskedFor() {
        EventSplitter events = splitter("id:1\nretry:1\ndata:a\n\nid:2\nretry:2\ndata:b\n\n");
        assertThat(events.next()).isTrue();
        assertThat(events.lastEventId()).isEqualTo("1");
        assertThat(events.reconnectionTime()).isEqualTo(Duration.ofMillis(1));
        assertThat(events.next()).isTrue();
        assertThat(events.lastEventId()).isEqualTo("2");
        assertThat(events.reconnectionTime()).isEqualTo(Duration.ofMillis(2));
    }

    /** The value of Last-Event-ID if the body has ended there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {
            "data:x\\n\\n                          | old",
            "id:1\\n\\n                            | 1",
            "id:1\\ndata:x\\n\\n                   | 1",
            "id:1\\ndata:x\\n\\n:\\n\\ndata:y\\n\\n | 1",
            "id:1\\n\\nid:2                        | 1",
            "id:1\\n\\nid:2\\ndata:x               | 1",
            "id:1\\n\\nid:2\\ndata:x\\n            | 1",
            "id:1\\n\\nid:2\\n\\r                  | 2",
            "id:1\\n\\nid\\n\\n                    | none",
            "id:1\\n\\nid:\\ndata:x\\n\\n          | none",
            "id:1\\n\\nid\\n                       | 1",
            "id:1\\n\\nid:\\0\\n\\n                | 1"
    })
    void theLastIdIsThatOfTheLastEmptyLine(String escaped, String id) {
        byte[] body = bytes(escaped.translateEscapes());
        EventSplitter events = new EventSplitter(1000, false, "old");
        events.feed(body, 0, body.length);
        while (events.next()) {
            assertThat(events.number()).isPositive();
        }
        events.end();
        assertThat(events.next()).isFalse();
        assertThat(events.lastEventId()).isEqualTo(id);
        // The whole body was passed: a resumption must distinguish an ID that was reset from a missing one
        assertThat(events.passedId()).isEqualTo(id == null ? "" : id);
    }

    @Test
    void anEventThatMayNotHaveBeenReadHasNotBeenPassed() {
        EventSplitter events = splitter("id:1\ndata:x\n\nid:2\n\nid:3\ndata:y\n\nid\ndata:z\n\nid:4\n");
        assertThat(events.passedId()).isNull();
        assertThat(events.next()).isTrue();
        assertThat(events.passedId()).isNull();
        assertThat(events.next()).isTrue();
        assertThat(events.passedId()).isEqualTo("2");
        assertThat(events.next()).isTrue();
        assertThat(events.passedId()).isEqualTo("3");
        assertThat(events.next()).isFalse();
        assertThat(events.passedId()).isEmpty();
        assertThat(events.lastEventId()).isNull();
    }

    @Test
    void theIdFromBeforeALossStays() {
        EventSplitter events = new EventSplitter(1000, false, "old");
        assertThat(events.lastEventId()).isEqualTo("old");
        events.feed(bytes("data:x\n\nid\ndata:y\n\n"), 0, 19);
        assertThat(events.next()).isTrue();
        assertThat(event(events)).isEqualTo("message#old:x");
        assertThat(events.next()).isTrue();
        assertThat(event(events)).isEqualTo("message:y");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "none", value = {
            "retry:1000     | PT1S",
            "retry: 1000    | PT1S",
            "retry:0        | PT0S",
            "retry:007      | PT0.007S",
            "retry          | none",
            "retry:         | none",
            "retry:1e3      | none",
            "retry:-1       | none",
            "retry:+5       | none",
            "retry:  5      | none",
            "retry:5.0      | none",
            "retry:0x5      | none",
            "retry:5 s      | none",
            "retry:\u0663   | none",
            "retry:\uFF11   | none",
            "Retry:5        | none"
    })
    void aDelayConsistsOfAsciiDigits(String line, Duration expected) {
        // Counts at once, and not only with the empty line
        byte[] body = (line + "\n").getBytes(StandardCharsets.UTF_8);
        EventSplitter events = new EventSplitter(1000, false, null);
        events.feed(body, 0, body.length);
        assertThat(events.next()).isFalse();
        assertThat(events.reconnectionTime()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = { "9223372036855", "9223372036854775808", "18446744073709551617",
            "999999999999999999999999999999" })
    void aVeryLongDelayIsTheLongestThatCanBeConverted(String digits) {
        EventSplitter events = splitter("retry:" + digits + "\n");
        assertThat(events.next()).isFalse();
        assertThat(events.reconnectionTime()).isEqualTo(Duration.ofMillis(9223372036854L));
        assertThat(events.reconnectionTime().toNanos()).isPositive();
    }

    @Test
    void aDelayStaysForTheStreamAndNotForTheNextEvent() {
        EventSplitter events = splitter("retry:7\ndata:x\n\ndata:y\nretry:z\n\n");
        assertThat(events.next()).isTrue();
        assertThat(events.retry()).isEqualTo(Duration.ofMillis(7));
        assertThat(events.next()).isTrue();
        assertThat(events.retry()).isNull();
        assertThat(events.reconnectionTime()).isEqualTo(Duration.ofMillis(7));
    }

    private static List<String> numbered(int maximum, boolean json, String body) {
        return new Cuts<>(() -> new EventSplitter(maximum, json, null), Cuts::numbered).split(bytes(body));
    }

    @Test
    void eventsAreNumberedAndBeginWithTheirFirstLine() {
        assertThat(numbered(1000, false, MARK + "\n:\n\nid:1\n\r\n:c\r\ndata:x\r\n\r\ndata:y\n\n"))
                .containsExactly("1@14 x", "2@28 y");
    }

    static Stream<Arguments> sizes() {
        String tooLarge = "malformed: contains a value that is larger than quarkus.dapr-invoke.max-response-size allows (12 "
                + "bytes): ";
        return Stream.of(
                arguments("data:1234567\r\n\r\ndata:1234567\n\n", List.of("1@0 1234567", "2@16 1234567")),
                arguments("data:x\nid:123\n\ndata:y\n\n", List.of("1@0 x", "2@15 y")),
                arguments(":1234567890\n\n:1234567890\n\nx1234567890\n\ndata\n\n", List.of("1@39 ")),
                arguments("data:x\n\ndata:12345678\n\n",
                        List.of("1@0 x", tooLarge + "value number 2, which begins at byte 8 of the body")),
                arguments("data:12345678", List.of(tooLarge + "value number 1, which begins at byte 0 of the body")),
                arguments("\ndata:x\nid:1234", List.of(tooLarge + "value number 1, which begins at byte 1 of the body")),
                arguments("data\ndata\ndata\ndata", List.of(tooLarge + "value number 1, which begins at byte 0 of the body")),
                arguments("x123\nx123\n\nx123\n:123\n:1234",
                        List.of(tooLarge + "value number 1, which begins at byte 11 of the body")),
                // Heartbeats
                arguments(":123\n:123\n:123\n:123\n", List.of()),
                arguments(":123\n:123\n:123\n:123\ndata:1\n\n", List.of("1@15 1")),
                arguments(":123\n:123\n:123\ndata:1234567\n\n", List.of("1@15 1234567")),
                arguments(":123\ndata:12345678", List.of(tooLarge + "value number 1, which begins at byte 5 of the body")),
                arguments(":123\n:123456789012", List.of(tooLarge + "value number 1, which begins at byte 5 of the body")));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("sizes")
    void noEventIsLargerThanAllowed(String body, List<String> expected) {
        assertThat(numbered(12, false, body)).isEqualTo(expected);
    }

    static Stream<Arguments> jsonStreams() {
        String noJson = "malformed: contains a value that is not JSON in UTF-8: value number 2, which begins at byte 8 of the "
                + "body";
        return Stream.of(
                arguments("data:1\n\ndata:\n\ndata:[1,\ndata:2]\n\n", List.of("1@0 1", "2@8 ", "3@15 [1,\n2]")),
                arguments("data:1\n\ndata:" + MARK + "2\n\n", List.of("1@0 1", noJson)),
                arguments("data:1\n\ndata:2\0\n\n", List.of("1@0 1", noJson)),
                arguments("data:1\n\ndata:\0002\n\n", List.of("1@0 1", noJson)));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("jsonStreams")
    void jsonDataIsUtf8(String body, List<String> expected) {
        assertThat(numbered(1000, true, body)).isEqualTo(expected);
    }
}
