package io.quarkiverse.daprinvoke.deployment.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jboss.jandex.Index;
import org.jboss.jandex.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * The example has the shape that Jackson reads as the type.
 */
class PayloadExampleTest {

    private static final Index INDEX = index();

    private static Index index() {
        try {
            return Index.of(Types.class, Line.class, Size.class, Base.class, Derived.class, Node.class, Pair.class, Page.class,
                    Hidden.class, Growing.class, Plain.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    record Line(String item, int quantity, BigDecimal price, boolean gift) {
    }

    enum Size {
        SMALL,
        LARGE
    }

    static class Base<T> {
        public T id;
    }

    static class Derived extends Base<UUID> {
        static final String CONSTANT = "constant";
        private transient String cache;
        private String text;

        public String getText() {
            return text;
        }

        public void setText(String text) {
            this.text = text;
        }
    }

    record Node(String name, Node parent, List<Node> children) {
    }

    record Pair<A, B>(A first, B second) {
    }

    record Page<T>(List<T> items, Optional<T> last) {
    }

    record Growing<T>(Growing<List<T>> next) {
    }

    record Hidden(@JsonProperty("renamed") String name, @JsonIgnore String secret) {
    }

    static class Plain {
        public Object anything;
        public java.net.http.HttpClient unknown;
    }

    @SuppressWarnings("unused")
    static class Types {
        Line line;
        Size size;
        List<Line> lines;
        Set<String> names;
        Collection<? extends Size> sizes;
        Map<String, Line> byName;
        Map<DayOfWeek, Integer> byDay;
        Map<Size, int[]> bySize;
        Derived derived;
        Node node;
        Pair<Integer, Pair<String, LocalDate>> pair;
        Page<Instant> page;
        Growing<String> growing;
        Hidden hidden;
        Plain plain;
        byte[] bytes;
        byte[][] manyBytes;
        Optional<Line[]> optional;
        int number;
        Object object;
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "line|{'item':'string','quantity':0,'price':0,'gift':false}",
            "size|'SMALL'",
            "lines|[{'item':'string','quantity':0,'price':0,'gift':false}]",
            "names|['string']",
            "sizes|['SMALL']",
            "byName|{'key':{'item':'string','quantity':0,'price':0,'gift':false}}",
            "byDay|{'MONDAY':0}",
            "bySize|{'SMALL':[0]}",
            "derived|{'id':'00000000-0000-0000-0000-000000000000','text':'string'}",
            "node|{'name':'string','parent':null,'children':[]}",
            "pair|{'first':0,'second':{'first':'string','second':'2026-01-31'}}",
            "page|{'items':['2026-01-31T12:00:00Z'],'last':'2026-01-31T12:00:00Z'}",
            "growing|{'next':{'next':{'next':{'next':{'next':{'next':{'next':{'next':{'next':{'next':null}}}}}}}}}}",
            "hidden|{'renamed':'string'}",
            "plain|{'anything':{},'unknown':{}}",
            "bytes|'AA=='",
            "manyBytes|['AA==']",
            "optional|[{'item':'string','quantity':0,'price':0,'gift':false}]",
            "number|0",
            "object|{}" })
    void hasTheShapeOfTheType(String field, String json) throws Exception {
        Type type = INDEX.getClassByName(Types.class).field(field).type();
        String example = new ObjectMapper().writeValueAsString(PayloadExample.of(type, INDEX));
        assertThat(example).isEqualTo(json.replace('\'', '"'));
        // Jackson recurses endlessly on the first type, and cannot write the field of the second
        if (!field.equals("growing") && !field.equals("plain")) {
            java.lang.reflect.Type declared = Types.class.getDeclaredField(field).getGenericType();
            Object read = new ObjectMapper().registerModules(new JavaTimeModule(), new Jdk8Module())
                    .readValue(example, new TypeReference<Object>() {
                        @Override
                        public java.lang.reflect.Type getType() {
                            return declared;
                        }
                    });
            assertThat(read).isNotNull();
        }
    }
}
