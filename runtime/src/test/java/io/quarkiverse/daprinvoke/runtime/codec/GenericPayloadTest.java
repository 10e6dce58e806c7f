package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.annotation.JsonFilter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.JsonView;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.impl.SimpleBeanPropertyFilter;
import com.fasterxml.jackson.databind.ser.impl.SimpleFilterProvider;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

/**
 * JSON of payloads whose declared type has type arguments: the output of Jackson for the value, and the type IDs of its
 * elements, which require the declared type.
 */
class GenericPayloadTest {

    private static final Order ORDER = new Order("a", 1);
    private static final Circle CIRCLE = new Circle(3);
    private static final String JSON_OF_CIRCLE = "{\"kind\":\"circle\",\"radius\":3}";

    /** Jackson needs no more than the value for these: a declared type must not take anything away. */
    static Stream<Arguments> likeTheValueAlone() {
        List<Order> anonymous = new ArrayList<>() {
            {
                add(ORDER);
            }
        };
        return Stream.of(
                of(new TypeReference<Result<Order>>() {
                }, new Ok<>(ORDER)),
                of(new TypeReference<Result<Order>>() {
                }, new Failed<>("no")),
                of(new TypeReference<Result<Order>>() {
                }, new OkOrder(ORDER)),
                of(new TypeReference<Result<Marker>>() {
                }, new Ok<>(ORDER)),
                of(new TypeReference<Result<Result<Order>>>() {
                }, new Ok<>(new Ok<>(ORDER))),
                of(new TypeReference<Result<Object>>() {
                }, new Ok<>(ORDER)),
                of(new TypeReference<Result<Integer>>() {
                }, new Bounded<>(1, List.of(2L))),
                of(new TypeReference<Result<Order>>() {
                }, new Extra<>(ORDER, CIRCLE)),
                of(new TypeReference<Result<Marker>>() {
                }, new Ok<>(new Marked(7))),
                of(new TypeReference<Result<List<Order>>>() {
                }, new Ok<>(List.of(ORDER, new Order("b", 2)))),
                of(new TypeReference<List<Result<Order>>>() {
                }, List.of(new Ok<>(ORDER), new Failed<>("no"))),
                of(new TypeReference<Map<String, Result<Order>>>() {
                }, Map.of("x", new Ok<>(ORDER))),
                of(new TypeReference<Optional<Result<Order>>>() {
                }, Optional.of(new Ok<>(ORDER))),
                of(new TypeReference<Typed<Order>>() {
                }, new TypedOk<>(ORDER)),
                of(new TypeReference<Typed<Order>>() {
                }, new TypedOrder(ORDER)),
                of(new TypeReference<Page<Order>>() {
                }, new Page<>(List.of(ORDER))),
                of(new TypeReference<Page<Order>>() {
                }, new NumberedPage<>(List.of(ORDER), 4)),
                of(new TypeReference<Page<Order>>() {
                }, new OrderPage(List.of(ORDER), 4)),
                of(new TypeReference<Page<Order>>() {
                }, new Page<>(List.of(ORDER)) {
                    public int more = 5;
                }),
                of(new TypeReference<Result<Order>>() {
                }, new RawOk(ORDER)),
                of(new TypeReference<List<Marker>>() {
                }, List.of(ORDER, new Marked(7))),
                of(new TypeReference<List<List<Marker>>>() {
                }, List.of(List.of(ORDER), List.of(new Marked(7)))),
                of(new TypeReference<List<Customer>>() {
                }, List.of(new Gold("Ada", 7))),
                of(new TypeReference<List<Order>>() {
                }, anonymous),
                of(new TypeReference<List<Order>>() {
                }, new SizedList(List.of(ORDER))),
                of(new TypeReference<Set<Size>>() {
                }, Set.of(Size.LARGE)),
                of(new TypeReference<Map<Size, Order>>() {
                }, new EnumMap<>(Map.of(Size.LARGE, ORDER))),
                of(new TypeReference<Map<Key, Order>>() {
                }, Map.of(new NumberKey(8), ORDER)),
                of(new TypeReference<Result<Map<Key, Order>>>() {
                }, new Ok<>(Map.of(new NumberKey(8), ORDER))),
                of(new TypeReference<Index<Key, Order>>() {
                }, new Index<>(Map.of(new NumberKey(8), ORDER))),
                of(new TypeReference<List<Key>>() {
                }, List.of(new NumberKey(8))),
                of(new TypeReference<Result<Viewed>>() {
                }, new Ok<>(new Viewed(1, 2))),
                of(new TypeReference<Result<Filtered>>() {
                }, new Ok<>(new Filtered(1, 2))),
                of(new TypeReference<Map.Entry<String, Marker>>() {
                }, Map.entry("k", ORDER)));
    }

    @ParameterizedTest
    @MethodSource("likeTheValueAlone")
    void isWhatJacksonWritesOfTheValue(TypeReference<?> declared, Object value) throws IOException {
        for (ObjectMapper mapper : mappers()) {
            assertThat(written(mapper, declared, value)).isEqualTo(mapper.writeValueAsString(value));
        }
    }

    /** Of these the value alone has lost what it holds, so they are compared with a field of the declared type. */
    static Stream<Arguments> polymorphic() {
        return Stream.of(
                of(new TypeReference<List<Shape>>() {
                }, List.of(CIRCLE), "[" + JSON_OF_CIRCLE + "]"),
                of(new TypeReference<List<Shape>>() {
                }, new ArrayList<>(List.of(CIRCLE)), "[" + JSON_OF_CIRCLE + "]"),
                of(new TypeReference<List<Shape>>() {
                }, Arrays.asList(CIRCLE, null), "[" + JSON_OF_CIRCLE + ",null]"),
                of(new TypeReference<List<Shape>>() {
                }, new AbstractList<Shape>() {
                    @Override
                    public Shape get(int index) {
                        return CIRCLE;
                    }

                    @Override
                    public int size() {
                        return 1;
                    }
                }, "[" + JSON_OF_CIRCLE + "]"),
                of(new TypeReference<List<Shape>>() {
                }, new RawList(CIRCLE), "[" + JSON_OF_CIRCLE + "]"),
                of(new TypeReference<List<Circle>>() {
                }, List.of(CIRCLE), "[" + JSON_OF_CIRCLE + "]"),
                of(new TypeReference<Set<Shape>>() {
                }, Set.of(CIRCLE), "[" + JSON_OF_CIRCLE + "]"),
                of(new TypeReference<Map<String, Shape>>() {
                }, Map.of("x", CIRCLE), "{\"x\":" + JSON_OF_CIRCLE + "}"),
                of(new TypeReference<Map<Key, Shape>>() {
                }, Map.of(new NumberKey(8), CIRCLE), "{\"8\":" + JSON_OF_CIRCLE + "}"),
                of(new TypeReference<Map<Size, Shape>>() {
                }, new EnumMap<>(Map.of(Size.LARGE, CIRCLE)), "{\"LARGE\":" + JSON_OF_CIRCLE + "}"),
                of(new TypeReference<Map.Entry<String, Shape>>() {
                }, Map.entry("x", CIRCLE), "{\"x\":" + JSON_OF_CIRCLE + "}"),
                of(new TypeReference<Optional<Shape>>() {
                }, Optional.of(CIRCLE), JSON_OF_CIRCLE),
                of(new TypeReference<List<List<Shape>>>() {
                }, List.of(List.of(CIRCLE)), "[[" + JSON_OF_CIRCLE + "]]"),
                of(new TypeReference<List<Shape[]>>() {
                }, List.<Shape[]> of(new Circle[] { CIRCLE }), "[[" + JSON_OF_CIRCLE + "]]"),
                of(new TypeReference<List<Optional<Shape>>>() {
                }, List.of(Optional.of(CIRCLE)), "[" + JSON_OF_CIRCLE + "]"),
                of(new TypeReference<Map<String, List<Map<String, Shape>>>>() {
                }, Map.of("x", List.of(Map.of("y", CIRCLE))), "{\"x\":[{\"y\":" + JSON_OF_CIRCLE + "}]}"),
                of(new TypeReference<Result<Shape>>() {
                }, new Ok<>(CIRCLE), "{\"value\":" + JSON_OF_CIRCLE + ",\"kind\":\"ok\"}"),
                of(new TypeReference<Result<List<Shape>>>() {
                }, new Ok<>(List.of(CIRCLE)), "{\"value\":[" + JSON_OF_CIRCLE + "],\"kind\":\"ok\"}"),
                of(new TypeReference<Result<Shape[]>>() {
                }, new Ok<>(new Shape[] { CIRCLE }), "{\"value\":[" + JSON_OF_CIRCLE + "],\"kind\":\"ok\"}"),
                of(new TypeReference<List<Result<Shape>>>() {
                }, List.of(new Ok<>(CIRCLE)), "[{\"value\":" + JSON_OF_CIRCLE + ",\"kind\":\"ok\"}]"),
                of(new TypeReference<Page<Shape>>() {
                }, new NumberedPage<>(List.of(CIRCLE), 4), "{\"items\":[" + JSON_OF_CIRCLE + "],\"number\":4}"),
                of(new TypeReference<Page<Shape>>() {
                }, new ShapePage(List.of(CIRCLE), 4), "{\"items\":[" + JSON_OF_CIRCLE + "],\"number\":4}"),
                of(new TypeReference<Result<Shape>>() {
                }, new Extra<>(CIRCLE, CIRCLE),
                        "{\"value\":" + JSON_OF_CIRCLE + ",\"extra\":" + JSON_OF_CIRCLE + ",\"kind\":\"extra\"}"),
                of(new TypeReference<Result<Shape>>() {
                }, new Listed<>(CIRCLE, List.of(CIRCLE)),
                        "{\"value\":" + JSON_OF_CIRCLE + ",\"more\":[" + JSON_OF_CIRCLE + "],\"kind\":\"listed\"}"),
                of(new TypeReference<Typed<Result<Shape>>>() {
                }, new TypedOk<>(new Ok<>(CIRCLE)),
                        "{\"type\":\"ok\",\"value\":{\"value\":" + JSON_OF_CIRCLE + ",\"kind\":\"ok\"}}"),
                of(new TypeReference<List<Typed<Order>>>() {
                }, List.of(new TypedOk<>(ORDER), new TypedOrder(ORDER)),
                        "[{\"type\":\"ok\",\"value\":{\"id\":\"a\",\"count\":1}},"
                                + "{\"type\":\"order\",\"order\":{\"id\":\"a\",\"count\":1}}]"));
    }

    @ParameterizedTest
    @MethodSource("polymorphic")
    void hasTheTypeIdsOfWhatItHolds(TypeReference<?> declared, Object value, String json) throws IOException {
        assertThat(written(mapper().build(), declared, value)).isEqualTo(json);
    }

    @ParameterizedTest
    @MethodSource("polymorphic")
    void hasTheNamesThatTheMapperGives(TypeReference<?> declared, Object value, String json) throws IOException {
        ObjectMapper mapper = mapper().propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE).build();
        assertThat(written(mapper, declared, value)).isEqualTo(json.replace("radius", "Radius").replace("\"value", "\"Value")
                .replace("items", "Items").replace("number", "Number").replace("extra\":", "Extra\":")
                .replace("more", "More").replace("\"id", "\"Id").replace("count", "Count").replace("order\":", "Order\":")
                .replace("\"kind\":\"ok", "\"Kind\":\"ok").replace("\"kind\":\"ex", "\"Kind\":\"ex")
                .replace("\"kind\":\"li", "\"Kind\":\"li"));
    }

    @ParameterizedTest
    @MethodSource("polymorphic")
    void isIndentedIfTheMapperDoesSo(TypeReference<?> declared, Object value, String json) throws IOException {
        ObjectMapper mapper = mapper().enable(SerializationFeature.INDENT_OUTPUT).build();
        assertThat(written(mapper, declared, value)).isNotEqualTo(json);
        assertThat(mapper.readTree(written(mapper, declared, value))).isEqualTo(mapper.readTree(json));
    }

    static Stream<Arguments> withDefaultTyping() {
        return Stream.of(
                of(new TypeReference<List<Order>>() {
                }, new ArrayList<>(List.of(ORDER)), "[{\"id\":\"a\",\"count\":1}]"),
                of(new TypeReference<List<Marker>>() {
                }, new ArrayList<>(List.of(ORDER)), "[[\"" + Order.class.getName() + "\",{\"id\":\"a\",\"count\":1}]]"));
    }

    /** The receiver reads it as the same declared type, and expects its type IDs. */
    @ParameterizedTest
    @MethodSource("withDefaultTyping")
    void defaultTypingGoesByTheDeclaredType(TypeReference<?> declared, Object value, String json) throws IOException {
        ObjectMapper mapper = mapper().activateDefaultTyping(
                BasicPolymorphicTypeValidator.builder().allowIfSubType(Object.class).build(),
                ObjectMapper.DefaultTyping.OBJECT_AND_NON_CONCRETE).build();
        assertThat(written(mapper, declared, value)).isEqualTo(json);
    }

    private static List<ObjectMapper> mappers() {
        return List.of(mapper().build(), mapper().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build(),
                mapper().enable(SerializationFeature.WRAP_ROOT_VALUE, SerializationFeature.INDENT_OUTPUT).build(),
                mapper().addModule(new SimpleModule().addSerializer(Order.class, ToStringSerializer.instance)).build(),
                mapper().disable(MapperFeature.DEFAULT_VIEW_INCLUSION).build());
    }

    private static JsonMapper.Builder mapper() {
        JsonMapper.Builder builder = JsonMapper.builder().findAndAddModules()
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .filterProvider(
                        new SimpleFilterProvider().addFilter("f", SimpleBeanPropertyFilter.serializeAllExcept("secret")));
        ObjectMapper mapper = builder.build();
        mapper.setConfig(mapper.getSerializationConfig().withView(Viewed.Public.class));
        return builder;
    }

    private static Arguments of(TypeReference<?> declared, Object... valueAndJson) {
        return valueAndJson.length == 1 ? Arguments.of(declared, valueAndJson[0])
                : Arguments.of(declared, valueAndJson[0], valueAndJson[1]);
    }

    private static String written(ObjectMapper mapper, TypeReference<?> declared, Object value) throws IOException {
        return PayloadEncoder.of(type(declared.getType()), () -> mapper).encode(value, null).buffer().toString();
    }

    private static PayloadType type(Type type) {
        if (type instanceof Class<?> rawType) {
            return new PayloadType(rawType, List.of());
        }
        ParameterizedType generic = (ParameterizedType) type;
        return new PayloadType((Class<?>) generic.getRawType(),
                Stream.of(generic.getActualTypeArguments()).map(GenericPayloadTest::type).toList());
    }

    interface Marker {
    }

    record Order(String id, int count) implements Marker {
    }

    record Marked(int mark) implements Marker {
    }

    interface Result<T> {
        String getKind();
    }

    record Ok<T>(T value) implements Result<T> {
        @Override
        public String getKind() {
            return "ok";
        }
    }

    record Failed<T>(String reason) implements Result<T> {
        @Override
        public String getKind() {
            return "failed";
        }
    }

    record OkOrder(Order order) implements Result<Order> {
        @Override
        public String getKind() {
            return "order";
        }
    }

    record Bounded<T extends Number & Comparable<T>>(T value, List<? extends Number> numbers) implements Result<T> {
        @Override
        public String getKind() {
            return "bounded";
        }
    }

    /** A type parameter that the declared type does not have. */
    record Extra<T, E extends Shape>(T value, E extra) implements Result<T> {
        @Override
        public String getKind() {
            return "extra";
        }
    }

    record Listed<T, E extends List<? extends Shape>>(T value, E more) implements Result<T> {
        @Override
        public String getKind() {
            return "listed";
        }
    }

    @SuppressWarnings("rawtypes")
    record RawOk(Object value) implements Result {
        @Override
        public String getKind() {
            return "raw";
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({ @JsonSubTypes.Type(value = TypedOk.class, name = "ok"),
            @JsonSubTypes.Type(value = TypedOrder.class, name = "order") })
    sealed interface Typed<T> {
    }

    record TypedOk<T>(T value) implements Typed<T> {
    }

    record TypedOrder(Order order) implements Typed<Order> {
    }

    static class Page<T> {
        public final List<T> items;

        Page(List<T> items) {
            this.items = items;
        }
    }

    static class NumberedPage<T> extends Page<T> {
        public final int number;

        NumberedPage(List<T> items, int number) {
            super(items);
            this.number = number;
        }
    }

    static class OrderPage extends NumberedPage<Order> {
        OrderPage(List<Order> items, int number) {
            super(items, number);
        }
    }

    static class ShapePage extends NumberedPage<Shape> {
        ShapePage(List<Shape> items, int number) {
            super(items, number);
        }
    }

    record Index<K, V>(Map<K, V> entries) {
    }

    static class Customer {
        public final String name;

        Customer(String name) {
            this.name = name;
        }
    }

    static class Gold extends Customer {
        public final int points;

        Gold(String name, int points) {
            super(name);
            this.points = points;
        }
    }

    static class SizedList extends ArrayList<Order> {
        SizedList(List<Order> orders) {
            super(orders);
        }

        @JsonValue
        public Map<String, Object> json() {
            return Map.of("size", size());
        }
    }

    @SuppressWarnings({ "rawtypes", "unchecked" })
    static class RawList extends ArrayList {
        RawList(Object element) {
            add(element);
        }
    }

    enum Size {
        LARGE {
        }
    }

    sealed interface Key {
    }

    record NumberKey(@JsonValue int number) implements Key {
    }

    record Viewed(@JsonView(Public.class) int open, @JsonView(Hidden.class) int hidden) {
        interface Public {
        }

        interface Hidden {
        }
    }

    @JsonFilter("f")
    record Filtered(int open, int secret) {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
    interface Shape {
    }

    record Circle(int radius) implements Shape {
    }
}
