package io.quarkiverse.daprinvoke.runtime.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A value that never ends is given up with the first byte that is too many.
 */
class EndlessValueTest {

    private static final int MAXIMUM = 100;

    static Stream<Arguments> splitters() {
        return Stream.of(
                arguments("", new LineSplitter(MAXIMUM), MAXIMUM),
                arguments("\n\"", new LineSplitter(MAXIMUM), MAXIMUM - 1),
                arguments("[\"", new ArraySplitter(MAXIMUM), MAXIMUM - 1),
                arguments("[[", new ArraySplitter(MAXIMUM), MAXIMUM - 1),
                arguments("[1", new ArraySplitter(MAXIMUM), MAXIMUM - 1),
                arguments("\u001E\"", new SequenceSplitter(MAXIMUM), MAXIMUM - 1),
                arguments("\u001E{", new SequenceSplitter(MAXIMUM), MAXIMUM - 1),
                arguments("data:", new EventSplitter(MAXIMUM, false, null), MAXIMUM - 5),
                arguments("data:1\n:", new EventSplitter(MAXIMUM, false, null), MAXIMUM - 7),
                arguments(":", new EventSplitter(MAXIMUM, false, null), MAXIMUM - 1),
                arguments("", new EventSplitter(MAXIMUM, false, null), MAXIMUM));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("splitters")
    void isGivenUpAtTheLimit(String beginning, Splitter splitter, int room) {
        feed(splitter, beginning);
        for (int i = 0; i < room; i++) {
            feed(splitter, "7");
        }
        assertThatThrownBy(() -> feed(splitter, "7")).isInstanceOf(MalformedStream.class)
                .hasMessageContaining("larger than quarkus.dapr-invoke.max-response-size allows (100 bytes): value number 1");
    }

    private static void feed(Splitter splitter, String chunk) {
        splitter.feed(Cuts.bytes(chunk), 0, chunk.length());
        assertThat(splitter.next()).isFalse();
    }
}
