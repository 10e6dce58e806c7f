package io.quarkiverse.daprinvoke.test.invocation.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The bytes and the headers that payloads of each type become.
 */
class PayloadTypeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    static final String TEXT = "plain text";
    static final byte[] BYTES = { 0, 1, '\r', '\n', (byte) 0x80, (byte) 0xFF };

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<String> text;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = "application/json")
    Emitter<String> json;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<byte[]> bytes;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Buffer> buffer;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<io.vertx.mutiny.core.buffer.Buffer> mutinyBuffer;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<JsonObject> jsonObject;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<JsonArray> jsonArray;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Order> record;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Customer> pojo;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<List<Order>> list;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Map<String, Order>> map;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Order[]> array;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Animal> animal;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<List<Animal>> animals;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<List<Event>> events;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Map<String, Customer>> customers;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Result<Order>> result;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Result<Animal>> resultOfAnimal;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Size> size;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<LocalDate> date;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Object> object;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "GET")
    Emitter<Void> nothing;

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok(""));
    }

    private static void assertSent(Uni<?> call, String contentType, byte[] body) {
        RawSidecar.Request request = Calls.sent(call);
        assertThat(request.body()).isEqualTo(body);
        assertThat(request.header("content-type")).containsExactly(contentType);
        assertThat(request.header("content-length")).containsExactly(String.valueOf(body.length));
        assertThat(request.header("transfer-encoding")).isEmpty();
    }

    private static void assertSent(Uni<?> call, String contentType, String body) {
        assertSent(call, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void textIsUtf8() {
        assertSent(text.send("Grüße, 世界, 😀"), "text/plain", "Grüße, 世界, 😀");
    }

    @Test
    void emptyTextIsAnEmptyBody() {
        assertSent(text.send(""), "text/plain", "");
    }

    @Test
    void textUnderAJsonContentTypeIsSentAsItIs() {
        assertSent(json.send("{\"name\": \"<é>\"}"), "application/json", "{\"name\": \"<é>\"}");
        assertSent(text.send(InvokeMethodParameters.of("[1]").contentType("application/cloudevents+json; charset=utf-8")),
                "application/cloudevents+json; charset=utf-8", "[1]");
    }

    @Test
    void bytesAreSentAsTheyAre() {
        assertSent(bytes.send(BYTES), "application/octet-stream", BYTES);
    }

    @Test
    void buffersAreSentAsTheyAre() {
        assertSent(buffer.send(Buffer.buffer(BYTES)), "application/octet-stream", BYTES);
        assertSent(mutinyBuffer.send(io.vertx.mutiny.core.buffer.Buffer.buffer(BYTES)), "application/octet-stream", BYTES);
    }

    @Test
    void aPartOfABufferIsOnlyThatPart() {
        assertSent(buffer.send(Buffer.buffer("0123456789").slice(2, 5)), "application/octet-stream", "234");
    }

    @Test
    void aBufferCanBeSentTwice() {
        Buffer payload = Buffer.buffer(BYTES);
        assertSent(buffer.send(payload), "application/octet-stream", BYTES);
        assertSent(buffer.send(payload), "application/octet-stream", BYTES);
        assertThat(payload.getBytes()).isEqualTo(BYTES);
    }

    @Test
    void jsonOfVertxKeepsTheOrderOfItsMembers() {
        assertSent(jsonObject.send(new JsonObject().put("b", "<&é>").putNull("a").put("c", new JsonArray().add(1))),
                "application/json", "{\"b\":\"<&é>\",\"a\":null,\"c\":[1]}");
        assertSent(jsonArray.send(new JsonArray().add("世界").add(1).addNull()), "application/json", "[\"世界\",1,null]");
    }

    @Test
    void recordsAndClassesAreJsonWithoutEscapesThatJsonDoesNotNeed() {
        assertSent(record.send(new Order("<>&'é世", 2)), "application/json", "{\"id\":\"<>&'é世\",\"count\":2}");
        assertSent(pojo.send(new Customer("Ada", List.of("a@b"))), "application/json",
                "{\"name\":\"Ada\",\"mails\":[\"a@b\"]}");
    }

    @Test
    void collectionsAreJson() {
        assertSent(list.send(List.of(new Order("a", 1), new Order("b", 2))), "application/json",
                "[{\"id\":\"a\",\"count\":1},{\"id\":\"b\",\"count\":2}]");
        assertSent(list.send(List.of()), "application/json", "[]");
        Map<String, Order> orders = new LinkedHashMap<>();
        orders.put("y", new Order("a", 1));
        orders.put("x", null);
        assertSent(map.send(orders), "application/json", "{\"y\":{\"id\":\"a\",\"count\":1},\"x\":null}");
        assertSent(array.send(new Order[] { new Order("a", 1) }), "application/json", "[{\"id\":\"a\",\"count\":1}]");
    }

    @Test
    void polymorphicPayloadsNameTheirTypeAndHaveAllTheirProperties() {
        assertSent(animal.send(new Dog("Rex", true)), "application/json",
                "{\"kind\":\"dog\",\"name\":\"Rex\",\"barks\":true}");
        assertSent(animals.send(List.of(new Cat("Tom"), new Dog("Rex", false))), "application/json",
                "[{\"kind\":\"cat\",\"name\":\"Tom\"},{\"kind\":\"dog\",\"name\":\"Rex\",\"barks\":false}]");
    }

    @Test
    void elementsOfCollectionsHaveAllTheirPropertiesToo() {
        assertSent(events.send(List.of(new Started("daily"), new Stopped("daily", 1))), "application/json",
                "[{\"job\":\"daily\"},{\"job\":\"daily\",\"status\":1}]");
        assertSent(customers.send(Map.of("first", new GoldCustomer("Ada", 7))), "application/json",
                "{\"first\":{\"name\":\"Ada\",\"points\":7,\"mails\":[]}}");
    }

    @Test
    void membersOfGenericTypesAreSentWhicheverClassHasThem() {
        assertSent(result.send(new Ok<>(new Order("a", 1))), "application/json", "{\"value\":{\"id\":\"a\",\"count\":1}}");
        assertSent(resultOfAnimal.send(new Ok<>(new Cat("Tom"))), "application/json",
                "{\"value\":{\"kind\":\"cat\",\"name\":\"Tom\"}}");
    }

    @Test
    void enumsAndDatesAreJsonText() {
        assertSent(size.send(Size.LARGE), "application/json", "\"LARGE\"");
        assertSent(date.send(LocalDate.of(2026, 2, 28)), "application/json", "\"2026-02-28\"");
    }

    @Test
    void anObjectIsWhatItIsAtRunTime() {
        assertSent(object.send("téxt"), "text/plain", "téxt");
        assertSent(object.send(new StringBuilder("téxt")), "text/plain", "téxt");
        assertSent(object.send(BYTES), "application/octet-stream", BYTES);
        assertSent(object.send(ByteBuffer.wrap(BYTES)), "application/octet-stream", BYTES);
        assertSent(object.send(Buffer.buffer(BYTES)), "application/octet-stream", BYTES);
        assertSent(object.send(io.vertx.mutiny.core.buffer.Buffer.buffer(BYTES)), "application/octet-stream", BYTES);
        assertSent(object.send(new JsonObject().put("a", 1)), "application/json", "{\"a\":1}");
        assertSent(object.send(new JsonArray().add(1)), "application/json", "[1]");
        assertSent(object.send(new Order("a", 1)), "application/json", "{\"id\":\"a\",\"count\":1}");
        assertSent(object.send(List.of(new Order("a", 1))), "application/json", "[{\"id\":\"a\",\"count\":1}]");
        assertSent(object.send(new Dog("Rex", true)), "application/json",
                "{\"kind\":\"dog\",\"name\":\"Rex\",\"barks\":true}");
        assertSent(object.send(12), "application/json", "12");
        assertSent(object.send(false), "application/json", "false");
    }

    @Test
    void aDeclaredContentTypeGoesWithAnyPayload() {
        assertSent(record.send(InvokeMethodParameters.of(new Order("a", 1)).contentType("application/vnd.shop+json")),
                "application/vnd.shop+json", "{\"id\":\"a\",\"count\":1}");
        assertSent(bytes.send(InvokeMethodParameters.of(BYTES).contentType("image/png")), "image/png", BYTES);
    }

    @Test
    void noPayloadIsNoBodyAndNoContentType() {
        for (Uni<Void> call : List.of(nothing.send(), nothing.send((Void) null), text.send(), text.send((String) null),
                json.send(), bytes.send(), buffer.send(), jsonObject.send(), record.send((Order) null), list.send(),
                object.send(), object.send(null), object.send((Object) null),
                text.send(InvokeMethodParameters.<String> of(null).contentType("text/html")))) {
            RawSidecar.Request request = Calls.sent(call);
            assertThat(request.body()).isEmpty();
            assertThat(request.header("content-type")).isEmpty();
            assertThat(request.header("transfer-encoding")).isEmpty();
            assertThat(request.header("content-length")).isSubsetOf("0");
        }
    }

    @Test
    void aLargePayloadIsNotChunked() {
        byte[] large = new byte[3_000_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31 >> 3);
        }
        assertSent(bytes.send(large), "application/octet-stream", large);
        String text = "0123456789".repeat(100_000);
        assertSent(record.send(new Order(text, 1)), "application/json", "{\"id\":\"" + text + "\",\"count\":1}");
    }

    public record Order(String id, int count) {
    }

    public sealed interface Result<T> {
    }

    public record Ok<T>(T value) implements Result<T> {
    }

    public interface Event {
    }

    public record Started(String job) implements Event {
    }

    public record Stopped(String job, int status) implements Event {
    }

    @JsonPropertyOrder({ "name", "points", "mails" })
    public static class GoldCustomer extends Customer {

        private final int points;

        public GoldCustomer(String name, int points) {
            super(name, List.of());
            this.points = points;
        }

        public int getPoints() {
            return points;
        }
    }

    @JsonPropertyOrder({ "name", "mails" })
    public static class Customer {

        private final String name;
        private final List<String> mails;

        public Customer(String name, List<String> mails) {
            this.name = name;
            this.mails = mails;
        }

        public String getName() {
            return name;
        }

        public List<String> getMails() {
            return mails;
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({ @JsonSubTypes.Type(value = Dog.class, name = "dog"), @JsonSubTypes.Type(value = Cat.class, name = "cat") })
    public interface Animal {
        String name();
    }

    public record Dog(String name, boolean barks) implements Animal {
    }

    public record Cat(String name) implements Animal {
    }

    public enum Size {
        LARGE {
            @Override
            int centimetres() {
                return 80;
            }
        };

        abstract int centimetres();
    }
}
