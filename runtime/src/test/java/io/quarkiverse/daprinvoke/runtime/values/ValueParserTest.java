package io.quarkiverse.daprinvoke.runtime.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

class ValueParserTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectReader NODES = MAPPER.readerFor(JsonNode.class);
    private static final String LONG = "x".repeat(20_000);

    private static Object read(ValueParser parser, String value) throws IOException {
        byte[] bytes = ("!!" + value + "!!").getBytes(StandardCharsets.UTF_8);
        return parser.read(bytes, 2, bytes.length - 2);
    }

    @Test
    void eachValueIsReadByItself() throws IOException {
        ValueParser parser = new ValueParser(NODES);
        for (String value : new String[] { "1", "2", "-1.5e3", "null", "true", "\"\"", "[]", "{}", "[1]", "{\"a\":[\"b\"]} ",
                " 3 ", "\"" + LONG + "\"", "\"" + LONG + "\"" + " ".repeat(20_000), "4", "[\"" + LONG + "\",5]",
                "\"\u00E9\"" }) {
            assertThat(read(parser, value)).isEqualTo(NODES.readTree(value));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "1 2", "1,", "{}{}", "{}x", "[]]", "\"a\"\"b\"", "1}", "true}", "nul", "{", "[1", "\"a",
            "{]", "01", "// c\n1", "'a'", "NaN", "\uFEFF1" })
    void anythingButOneValueFails(String text) throws IOException {
        ValueParser parser = new ValueParser(NODES);
        read(parser, "{\"a\":1}");
        assertThatThrownBy(() -> read(parser, text)).isInstanceOf(IOException.class);
    }

    /** As an application may have one, to read what is encrypted, say. */
    @Test
    void aDecoratorMayReadByteByByte() throws IOException {
        ObjectMapper decorated = new ObjectMapper(JsonFactory.builder().inputDecorator(new ByteByByte()).build());
        ValueParser parser = new ValueParser(decorated.readerFor(JsonNode.class));
        for (String value : new String[] { "[1,{\"a\":\"\u00FF\u20AC\"}]", "2 ", "\"" + LONG + "\"" }) {
            assertThat(read(parser, value)).isEqualTo(NODES.readTree(value));
        }
        assertThatThrownBy(() -> read(parser, "[1")).isInstanceOf(IOException.class);
    }

    private static final class ByteByByte extends InputDecorator {

        private static final long serialVersionUID = 1L;

        @Override
        public InputStream decorate(IOContext context, InputStream in) {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    assertThat(in.read(new byte[0])).isZero();
                    return in.read();
                }
            };
        }

        @Override
        public InputStream decorate(IOContext context, byte[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Reader decorate(IOContext context, Reader reader) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void whatFollowsALargeValueFails() {
        assertThatThrownBy(() -> read(new ValueParser(NODES), "\"" + LONG + "\"" + " ".repeat(20_000) + "1"))
                .isInstanceOf(IOException.class);
    }

    @JsonDeserialize(using = Careless.class)
    record Ignored() {
    }

    static class Careless extends JsonDeserializer<Ignored> {
        @Override
        public Ignored deserialize(JsonParser parser, DeserializationContext context) {
            return new Ignored();
        }
    }

    @Test
    void aDeserializerNeedNotLookAtTheText() throws IOException {
        ValueParser parser = new ValueParser(MAPPER.readerFor(Ignored.class));
        assertThat(read(parser, "\"a\"")).isEqualTo(new Ignored());
        assertThat(read(parser, "\"" + LONG + "\"")).isEqualTo(new Ignored());
        assertThat(read(parser, "\"c\"")).isEqualTo(new Ignored());
    }

    @JsonDeserialize(using = Curious.class)
    record Last(String text) {
    }

    static class Curious extends JsonDeserializer<Last> {
        @Override
        public Last deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Last last = new Last(parser.getText());
            assertThat(parser.nextToken()).isNull();
            return last;
        }
    }

    @Test
    void aDeserializerMayLookForMore() throws IOException {
        ValueParser parser = new ValueParser(MAPPER.readerFor(Last.class));
        assertThat(read(parser, "\"a\"")).isEqualTo(new Last("a"));
        assertThat(read(parser, "\"b\"")).isEqualTo(new Last("b"));
    }

    @Test
    void theLimitsOfTheApplicationAreThoseOfOneValue() throws IOException {
        ObjectMapper limited = new ObjectMapper(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxDocumentLength(100).maxTokenCount(10).build())
                .build());
        ValueParser parser = new ValueParser(limited.readerFor(JsonNode.class));
        for (int i = 0; i < 100; i++) {
            assertThat(read(parser, "[1,2,3]")).isEqualTo(NODES.readTree("[1,2,3]"));
        }
        assertThatThrownBy(() -> read(parser, "[1,2,3,4,5,6,7,8,9,10]")).isInstanceOf(IOException.class);
    }

    /** Otherwise a stream whose values all have other names would fill the memory. */
    @Test
    void theNamesOfTheMembersAreForgotten() throws IOException {
        ObjectMapper mapper = new ObjectMapper(
                JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build());
        ValueParser parser = new ValueParser(mapper.readerFor(JsonNode.class));
        WeakReference<String> name = new WeakReference<>(
                ((JsonNode) read(parser, "{\"nameOfTheFirst\":1}")).fieldNames().next());
        for (int i = 0; i < 20; i++) {
            read(parser, "{\"" + i + LONG + "\":1}");
        }
        for (int i = 0; i < 100 && name.get() != null; i++) {
            System.gc();
        }
        assertThat(name.get()).isNull();
        assertThat(read(parser, "1")).isEqualTo(NODES.readTree("1"));
    }
}
