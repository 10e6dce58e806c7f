package io.quarkiverse.daprinvoke.runtime.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Any values, written in any way and cut anywhere, are those that Jackson finds in the same bytes; what Jackson refuses is
 * refused.
 */
class SplitterPropertiesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectReader STRICT = MAPPER.readerFor(JsonNode.class)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int MAXIMUM = 1_000_000;
    private static final byte[] TELLING_BYTES = "[]{},:\"\\ \n\r\t01-e.tn\0\u001E/'#a\u00EF\u00FF"
            .getBytes(StandardCharsets.ISO_8859_1);

    @Provide
    Arbitrary<List<Object>> values() {
        return value().list().ofMaxSize(6);
    }

    private static Arbitrary<Object> value() {
        return Arbitraries.lazyOf(
                () -> text(),
                () -> Arbitraries.of(true, false, 0, -1, 1234567890123456789L, 1.5e-7, 1e300, ""),
                () -> Arbitraries.integers(),
                () -> value().list().ofMaxSize(3),
                () -> Arbitraries.maps(text(), value()).ofMaxSize(3));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.of("\"", "\\", "[", "]", "{", "}", ",", ":", "\n", "\r", "\u001E", "\0", "\u2028", "\u00E9",
                "\uFEFF", "\uD83D\uDE00", " ", "a", "1", "null", "data:").list().ofMaxSize(5)
                .map(parts -> String.join("", parts));
    }

    /** The values and, last, whether the body could be read to its end. */
    private static List<Object> read(Supplier<Splitter> splitters, byte[] body, Random random) {
        List<Object> seen = new ArrayList<>();
        Cuts<Splitter> cuts = new Cuts<>(splitters, splitter -> {
            try {
                seen.add(STRICT.readValue(splitter.bytes(), splitter.from(), splitter.to() - splitter.from()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return "";
        });
        try {
            List<String> outcome = cuts.split(body, random, 1 + random.nextInt(20));
            seen.add(outcome.stream().allMatch(String::isEmpty));
        } catch (UncheckedIOException e) {
            seen.add(false);
        }
        return seen;
    }

    private static byte[] written(List<Object> values, String before, String after, boolean pretty) {
        ObjectWriter writer = pretty ? MAPPER.writerWithDefaultPrettyPrinter() : MAPPER.writer();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Object value : values) {
            body.writeBytes(before.getBytes(StandardCharsets.UTF_8));
            try {
                body.writeBytes(writer.writeValueAsBytes(value));
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
            body.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        }
        return body.toByteArray();
    }

    private static List<Object> complete(List<Object> values) throws IOException {
        List<Object> expected = new ArrayList<>();
        // With a parser, because without one it takes a first value that is an array for the values themselves
        try (JsonParser parser = MAPPER.createParser(written(values, "", "\n", false))) {
            MAPPER.readerFor(JsonNode.class).readValues(parser).forEachRemaining(expected::add);
        }
        assertThat(expected).hasSameSizeAs(values);
        expected.add(true);
        return expected;
    }

    @Property
    void lines(@ForAll("values") List<Object> values, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        String ending = List.of("\n", "\r", "\r\n", "\n\n", " \r\n\t\r\n ").get(random.nextInt(5));
        assertThat(read(() -> new LineSplitter(MAXIMUM), written(values, "", ending, false), random))
                .isEqualTo(complete(values));
    }

    @Property
    void sequences(@ForAll("values") List<Object> values, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] body = written(values, "\u001E", "\n", random.nextBoolean());
        assertThat(read(() -> new SequenceSplitter(MAXIMUM), body, random)).isEqualTo(complete(values));
    }

    @Property
    void arrays(@ForAll("values") List<Object> values, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] body = written(List.of(values), " ", "\n", random.nextBoolean());
        assertThat(read(() -> new ArraySplitter(MAXIMUM), body, random)).isEqualTo(complete(values));
    }

    @Property
    void events(@ForAll("values") List<Object> values, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        String ending = List.of("\n\n", "\r\r", "\r\n\r\n", "\n\r\n", "\r\n:\n\n").get(random.nextInt(5));
        byte[] body = written(values, "id\ndata: ", ending, false);
        assertThat(read(() -> new EventSplitter(MAXIMUM, true, null), body, random)).isEqualTo(complete(values));
    }

    @Property
    void arraysWithBytesThatWereChanged(@ForAll("values") List<Object> values, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] body = changed(written(List.of(values), "", "", false), random);
        List<Object> read = read(() -> new ArraySplitter(MAXIMUM), body, random);
        Object end = read.remove(read.size() - 1);
        Statistics.collect(end);
        try {
            JsonNode array = STRICT.readValue(body);
            assertThat(end).isEqualTo(array != null && array.isArray());
            if (array != null && array.isArray()) {
                assertThat(read).isEqualTo(elements(array));
            }
        } catch (IOException e) {
            assertThat(end).as("Jackson: %s", e.getMessage()).isEqualTo(false);
        }
    }

    private static List<Object> elements(JsonNode array) {
        List<Object> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private static byte[] changed(byte[] body, Random random) {
        byte[] changed = body.clone();
        byte telling = TELLING_BYTES[random.nextInt(TELLING_BYTES.length)];
        int at = random.nextInt(body.length);
        switch (random.nextInt(3)) {
            case 0 -> changed[at] = telling;
            case 1 -> {
                changed = new byte[body.length + 1];
                System.arraycopy(body, 0, changed, 0, at);
                changed[at] = telling;
                System.arraycopy(body, at, changed, at + 1, body.length - at);
            }
            default -> {
                changed = new byte[body.length - 1];
                System.arraycopy(body, 0, changed, 0, at);
                System.arraycopy(body, at + 1, changed, at, body.length - 1 - at);
            }
        }
        return changed;
    }

    /** Most texts are not JSON. */
    @Property
    void whatIsReadIsWhatAParserForEachWouldRead(@ForAll("texts") List<String> texts) throws IOException {
        ValueParser parser = new ValueParser(MAPPER.readerFor(JsonNode.class));
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            Object expected;
            try {
                expected = STRICT.readValue(bytes);
            } catch (IOException e) {
                assertThatThrownBy(() -> parser.read(bytes, 0, bytes.length)).isInstanceOf(IOException.class);
                return;
            }
            assertThat(parser.read(bytes, 0, bytes.length)).isEqualTo(expected);
        }
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of("1", "-0.5", "\"a\"", "{\"a\":1}", "[1,2]", "{}", "[]", "null", "true", " ", "\n", "}",
                "]", ",", "\"", "1", "{", "[").list().ofMinSize(1).ofMaxSize(2).map(parts -> String.join("", parts)).list()
                .ofMaxSize(8);
    }
}
