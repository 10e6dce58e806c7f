package io.quarkiverse.daprinvoke.test.invocation.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The values of response bodies, by the declared type.
 */
class ReplyTypeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    static final byte[] BYTES = { 0, 1, '\r', '\n', (byte) 0x80, (byte) 0xFF };
    static final String ORDER = "{\"id\":\"é\",\"count\":3}";

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, String> text;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, byte[]> bytes;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Buffer> buffer;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, io.vertx.mutiny.core.buffer.Buffer> mutinyBuffer;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, JsonObject> jsonObject;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, JsonArray> jsonArray;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Order> order;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, List<Order>> list;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Map<String, List<Order>>> map;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Order[]> array;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Animal> animal;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, List<Animal>> animals;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Size> size;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, LocalDate> date;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Integer> number;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Object> object;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Void> nothing;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, InvokeResponse<Order>> orderResponse;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, InvokeResponse<List<Order>>> listResponse;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, InvokeResponse<Buffer>> bufferResponse;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, InvokeResponse<Void>> nothingResponse;

    private <R> R reply(RequestEmitter<Void, R> emitter, String contentType, byte[] body) {
        String type = contentType == null ? "" : "Content-Type: " + contentType + "\r\n";
        sidecar.answer(RawSidecar.raw("HTTP/1.1 200 OK\r\n" + type + "Content-Length: " + body.length + "\r\n\r\n", body));
        return Calls.item(emitter.request());
    }

    private <R> R json(RequestEmitter<Void, R> emitter, String body) {
        return reply(emitter, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** The body in chunks of one, two, three and more bytes, so that characters are torn apart. */
    private static RawSidecar.Answer chunked(byte[] body) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        int size = 1;
        for (int start = 0; start < body.length; start += size++) {
            byte[] chunk = Arrays.copyOfRange(body, start, Math.min(body.length, start + size));
            chunks.writeBytes((Integer.toHexString(chunk.length) + "\r\n").getBytes());
            chunks.writeBytes(chunk);
            chunks.writeBytes("\r\n".getBytes());
        }
        chunks.writeBytes("0\r\n\r\n".getBytes());
        return RawSidecar.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunks.toByteArray());
    }

    @Test
    void textIsUtf8WithoutACharset() {
        byte[] utf8 = "Grüße, 世界, 😀".getBytes(StandardCharsets.UTF_8);
        assertThat(reply(text, null, utf8)).isEqualTo("Grüße, 世界, 😀");
        assertThat(reply(text, "text/plain", utf8)).isEqualTo("Grüße, 世界, 😀");
        assertThat(reply(text, "application/json", "\"json as it came\"".getBytes())).isEqualTo("\"json as it came\"");
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/plain;charset=ISO-8859-1", "text/plain; Charset=\"iso-8859-1\"",
            "text/plain; format=flowed; charset=ISO-8859-1; x=y" })
    void textHasTheCharsetOfItsContentType(String contentType) {
        assertThat(reply(text, contentType, "Grüße".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo("Grüße");
    }

    @Test
    void bytesAndBuffersAreWhatCame() {
        assertThat(reply(bytes, "image/png", BYTES)).isEqualTo(BYTES);
        assertThat(reply(buffer, "text/plain", BYTES).getBytes()).isEqualTo(BYTES);
        assertThat(reply(mutinyBuffer, "application/json", BYTES).getBytes()).isEqualTo(BYTES);
    }

    @Test
    void jsonOfVertxIsRead() {
        assertThat(json(jsonObject, "{\"a\":[1,\"é\"],\"b\":null}"))
                .isEqualTo(new JsonObject().put("a", new JsonArray().add(1).add("é")).putNull("b"));
        assertThat(json(jsonArray, "[1,{\"a\":true}]")).isEqualTo(new JsonArray().add(1).add(new JsonObject().put("a", true)));
    }

    @Test
    void otherTypesAreReadAsJson() {
        assertThat(json(order, ORDER)).isEqualTo(new Order("é", 3));
        assertThat(json(list, "[" + ORDER + "]")).containsExactly(new Order("é", 3));
        assertThat(json(map, "{\"x\":[" + ORDER + "]}")).containsExactly(Map.entry("x", List.of(new Order("é", 3))));
        assertThat(json(array, "[" + ORDER + "]")).containsExactly(new Order("é", 3));
        assertThat(json(animal, "{\"kind\":\"dog\",\"name\":\"Rex\",\"barks\":true}")).isEqualTo(new Dog("Rex", true));
        assertThat(json(animals, "[{\"kind\":\"cat\",\"name\":\"Tom\"},{\"kind\":\"dog\",\"name\":\"Rex\",\"barks\":false}]"))
                .containsExactly(new Cat("Tom"), new Dog("Rex", false));
        assertThat(json(size, "\"LARGE\"")).isEqualTo(Size.LARGE);
        assertThat(json(date, "\"2026-02-28\"")).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(json(number, "12")).isEqualTo(12);
        assertThat(json(object, "{\"a\":1}")).isEqualTo(Map.of("a", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/plain", "application/problem+json", "application/json; charset=utf-8" })
    void jsonIsReadWhateverContentTypeItCameWith(String contentType) {
        assertThat(reply(order, contentType, ORDER.getBytes(StandardCharsets.UTF_8))).isEqualTo(new Order("é", 3));
    }

    @Test
    void theBodyIsOfNoInterestToVoid() {
        assertThat(json(nothing, "not json at all")).isNull();
    }

    @Test
    void aResponseHasStatusAndAllHeadersBesideItsBody() {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 201 Made\r\nLocation: /orders/3\r\nX-Tag: a\r\nx-tag: b\r\n"
                + "Content-Length: 20\r\nX-TAG: c, d\r\n\r\n", "{\"id\":\"a\",\"count\":1}".getBytes()));
        InvokeResponse<Order> response = Calls.item(orderResponse.request());
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo(new Order("a", 1));
        assertThat(response.header("LOCATION")).isEqualTo("/orders/3");
        assertThat(response.headers().getAll("X-Tag")).containsExactly("a", "b", "c, d");
        assertThat(response.header("X-None")).isNull();
    }

    @Test
    void aResponseHasABodyOfItsTypeArgument() {
        assertThat(json(listResponse, "[" + ORDER + "]").body()).containsExactly(new Order("é", 3));
        assertThat(json(bufferResponse, "text").body()).isEqualTo(Buffer.buffer("text"));
        InvokeResponse<Void> response = json(nothingResponse, "not json at all");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("content-type")).isEqualTo("application/json");
        assertThat(response.body()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" })
    void anEmptyReplyIsNull(String reply) {
        sidecar.answer(RawSidecar.raw(reply));
        for (RequestEmitter<Void, ?> emitter : List.of(text, bytes, buffer, mutinyBuffer, jsonObject, jsonArray, order, list,
                map, animal, size, date, object, nothing)) {
            assertThat(Calls.<Object> item(emitter.request().map(item -> (Object) item))).isNull();
        }
        InvokeResponse<Order> response = Calls.item(orderResponse.request());
        assertThat(response.statusCode()).isEqualTo(Integer.parseInt(reply.substring(9, 12)));
        assertThat(response.body()).isNull();
        assertThat(Calls.item(bufferResponse.request()).body()).isNull();
    }

    @Test
    void jsonNullIsNull() {
        assertThat(json(order, "null")).isNull();
        assertThat(json(list, "null")).isNull();
        assertThat(json(object, "null")).isNull();
        assertThat(json(jsonObject, "null")).isNull();
        assertThat(json(jsonArray, "null")).isNull();
        assertThat(json(text, "null")).isEqualTo("null");
    }

    @Test
    void aReplyInPiecesIsPutTogether() {
        String id = "é世😀".repeat(50);
        String json = "{\"id\":\"" + id + "\",\"count\":3}";
        sidecar.answer(chunked(json.getBytes(StandardCharsets.UTF_8)));
        assertThat(Calls.item(order.request())).isEqualTo(new Order(id, 3));
        assertThat(Calls.item(text.request())).isEqualTo(json);
        assertThat(Calls.item(bytes.request())).isEqualTo(json.getBytes(StandardCharsets.UTF_8));
        assertThat(Calls.item(buffer.request()).toString()).isEqualTo(json);
        assertThat(Calls.item(mutinyBuffer.request()).toString()).isEqualTo(json);
        assertThat(Calls.item(jsonObject.request())).isEqualTo(new JsonObject().put("id", id).put("count", 3));
        assertThat(Calls.item(nothing.request())).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3, 6 })
    void aReplyInFewPiecesIsPutTogether(int length) {
        byte[] body = Arrays.copyOf(BYTES, length);
        sidecar.answer(chunked(body));
        assertThat(Calls.item(bytes.request())).isEqualTo(body);
    }

    @Test
    void aReplyMayEndWithItsConnection() {
        sidecar.answer((request, out) -> {
            RawSidecar.raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", ORDER.getBytes(StandardCharsets.UTF_8))
                    .to(request, out);
            return false;
        });
        assertThat(Calls.item(order.request())).isEqualTo(new Order("é", 3));
    }

    @Test
    void aReplyMayFollowInterimOnes() {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", "ok".getBytes()));
        assertThat(Calls.item(text.request())).isEqualTo("ok");
    }

    public record Order(String id, int count) {
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
        SMALL,
        LARGE
    }
}
