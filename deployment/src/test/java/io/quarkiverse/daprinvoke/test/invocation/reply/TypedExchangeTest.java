package io.quarkiverse.daprinvoke.test.invocation.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * An exchange has the declared type if the status is 2xx, and the bytes with any status.
 */
class TypedExchangeTest {

    private static final String JSON = "{\"id\":\"7\"}";
    private static final int MAX_RESPONSE_SIZE = 100_000;

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-response-size", String.valueOf(MAX_RESPONSE_SIZE));

    private final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Void> untyped;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Order> order;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, List<Order>> list;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, String> text;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, byte[]> bytes;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Optional<Order>> optional;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Void> nothing;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Multi<Buffer>> stream;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, InvokeResponse<Order>> response;

    public record Order(String id) {
    }

    public record Conflict(String reason) {
    }

    private <R> InvokeResponse<R> exchange(RequestEmitter<Void, R> emitter, int status, String body) {
        sidecar.answer(RawSidecar.json(status, body));
        InvokeResponse<R> response = Calls.item(emitter.exchange());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo(body.isEmpty() ? null : "application/json");
        return response;
    }

    private <R> R body(RequestEmitter<Void, R> emitter, int status, String body) {
        InvokeResponse<R> response = exchange(emitter, status, body);
        assertThat(response.bytes()).hasToString(body);
        return response.body();
    }

    @ParameterizedTest
    @ValueSource(ints = { 200, 201, 202, 206, 299 })
    void aSuccessHasTheDeclaredTypeAndTheBytes(int status) {
        assertThat(body(order, status, JSON)).isEqualTo(new Order("7"));
        assertThat(body(list, status, "[" + JSON + "]")).containsExactly(new Order("7"));
        assertThat(body(text, status, JSON)).isEqualTo(JSON);
        assertThat(body(bytes, status, JSON)).isEqualTo(JSON.getBytes(StandardCharsets.UTF_8));
        assertThat(body(optional, status, JSON)).contains(new Order("7"));
        assertThat(body(nothing, status, JSON)).isNull();
        assertThat(body(response, status, JSON).body()).isEqualTo(new Order("7"));
        assertThat(exchange(order, status, JSON).isSuccess()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = { 200, 204 })
    void anEmptySuccessHasNoBody(int status) {
        assertThat(body(order, status, "")).isNull();
        assertThat(body(list, status, "")).isNull();
        assertThat(body(text, status, "")).isNull();
        assertThat(body(optional, status, "")).isEmpty();
        assertThat(body(nothing, status, "")).isNull();
        assertThat(body(response, status, "").body()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = { 300, 302, 400, 404, 409, 500, 503, 599 })
    void anyOtherStatusHasTheBytesAlone(int status) {
        // The body would be readable, but it is not a response
        assertThat(body(order, status, JSON)).isNull();
        assertThat(body(list, status, "<html>")).isNull();
        assertThat(body(text, status, "oops")).isNull();
        assertThat(body(bytes, status, "oops")).isNull();
        assertThat(body(optional, status, JSON)).isEmpty();
        assertThat(body(nothing, status, "oops")).isNull();
        assertThat(body(stream, status, "oops")).isNull();
        assertThat(body(response, status, JSON).statusCode()).isEqualTo(status);
        assertThat(body(response, status, JSON).body()).isNull();
        assertThat(exchange(order, status, JSON).isSuccess()).isFalse();
        assertThat(exchange(order, status, JSON).is(status)).isTrue();
    }

    @Test
    void notModifiedIsAnItem() {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 304 X\r\nETag: \"a\"\r\n\r\n"));
        InvokeResponse<Order> response = Calls.item(order.exchange());
        assertThat(response.is(304)).isTrue();
        assertThat(response.body()).isNull();
        assertThat(response.bytes().length()).isZero();
        assertThat(response.header("etag")).isEqualTo("\"a\"");
    }

    @Test
    void anEmitterHasTheBytesWithAnyStatus() {
        for (int status : new int[] { 200, 404, 500 }) {
            sidecar.answer(RawSidecar.json(status, JSON));
            InvokeResponse<Buffer> response = Calls.item(untyped.exchange());
            assertThat(response.body()).hasToString(JSON).isEqualTo(response.bytes());
            assertThat(response.bodyAs(Order.class)).isEqualTo(new Order("7"));
        }
        sidecar.answer(RawSidecar.raw("HTTP/1.1 204 X\r\n\r\n"));
        assertThat(Calls.item(untyped.exchange()).body().length()).isZero();
    }

    @Test
    void aStreamedSuccessIsStreamed() {
        InvokeResponse<Multi<Buffer>> response = exchange(stream, 200, JSON);
        assertThat(response.bytes().length()).isZero();
        Buffer streamed = Calls.item(response.body().collect().in(Buffer::buffer, Buffer::appendBuffer));
        assertThat(streamed).hasToString(JSON);
    }

    @Test
    void theBytesAreReadAsAnotherType() {
        InvokeResponse<Order> response = exchange(order, 409, "{\"reason\":\"sold\"}");
        assertThat(response.bodyAs(Conflict.class)).isEqualTo(new Conflict("sold"));
        assertThat(response.bodyAs(JsonObject.class)).isEqualTo(new JsonObject().put("reason", "sold"));
        assertThat(response.bodyAs(String.class)).isEqualTo("{\"reason\":\"sold\"}");
        assertThat(response.bodyAs(byte[].class)).isEqualTo("{\"reason\":\"sold\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(response.bodyAs(Buffer.class)).isEqualTo(response.bytes());
        assertThat(response.bodyAs(Object.class)).isEqualTo(java.util.Map.of("reason", "sold"));
        assertThat(exchange(order, 200, JSON).bodyAs(JsonObject.class)).isEqualTo(new JsonObject(JSON));
        assertThat(exchange(order, 409, "7").bodyAs(int.class)).isEqualTo(7);
        assertThat(exchange(order, 409, "").bodyAs(Conflict.class)).isNull();
        assertThat(exchange(order, 409, "null").bodyAs(Conflict.class)).isNull();
    }

    @Test
    void textIsReadInItsCharset() {
        sidecar.answer(
                RawSidecar.raw("HTTP/1.1 409 X\r\nContent-Type: text/plain;charset=ISO-8859-1\r\nContent-Length: 5\r\n\r\n",
                        "Grüße".getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(Calls.item(order.exchange()).bodyAs(String.class)).isEqualTo("Grüße");
    }

    @Test
    void whatIsNotOfTheOtherTypeIsAFailureThatNamesIt() {
        InvokeResponse<Order> response = exchange(order, 409, "<html>secret");
        assertThatExceptionOfType(ResponseDecodingException.class).isThrownBy(() -> response.bodyAs(Conflict.class))
                .withMessage("The response to POST shop/m (status 409) cannot be read as " + Conflict.class.getName())
                .satisfies(failure -> {
                    assertThat(failure.statusCode()).isEqualTo(409);
                    assertThat(failure.contentType()).isEqualTo("application/json");
                    Calls.assertTarget(failure, "POST", "shop", "m");
                });
        // The bytes are still there
        assertThat(response.bodyAs(String.class)).isEqualTo("<html>secret");
        assertThatIllegalArgumentException().isThrownBy(() -> response.bodyAs(InputStream.class))
                .withMessageStartingWith("bodyAs can read values only, which java.io.InputStream is not. ");
    }

    @Test
    void aSuccessThatIsNotOfTheDeclaredTypeIsAFailure() {
        sidecar.answer(RawSidecar.json(200, "secret"));
        assertThat(Calls.failure(ResponseDecodingException.class, order.exchange()))
                .hasMessage("The response to POST shop/m (status 200) is not of the declared type");
    }

    @Test
    void aContentEncodingIsForBytes() {
        String head = " X\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n";
        sidecar.answer(RawSidecar.raw("HTTP/1.1 200" + head, "abc".getBytes()));
        assertThat(Calls.failure(ResponseDecodingException.class, order.exchange()).getMessage())
                .startsWith("The response to POST shop/m (status 200) has the content encoding gzip, ");
        assertThat(Calls.item(bytes.exchange()).body()).isEqualTo("abc".getBytes());
        sidecar.answer(RawSidecar.raw("HTTP/1.1 500" + head, "abc".getBytes()));
        InvokeResponse<Order> response = Calls.item(order.exchange());
        assertThat(response.bytes()).hasToString("abc");
        assertThat(response.bodyAs(byte[].class)).isEqualTo("abc".getBytes());
        assertThatExceptionOfType(ResponseDecodingException.class).isThrownBy(() -> response.bodyAs(String.class))
                .withMessageStartingWith("The response to POST shop/m (status 500) has the content encoding gzip, ");
    }

    @Test
    void aBodyIsWholeOrTheCallFails() {
        String large = "x".repeat(MAX_RESPONSE_SIZE);
        assertThat(exchange(order, 500, large).bytes().length()).isEqualTo(MAX_RESPONSE_SIZE);
        sidecar.answer(RawSidecar.json(500, large + "x"));
        assertThat(Calls.failure(ResponseDecodingException.class, order.exchange())).hasMessage(
                "The response to POST shop/m (status 500) is larger than quarkus.dapr-invoke.max-response-size allows (100000 bytes)");
        sidecar.answer((request, out) -> {
            RawSidecar.raw("HTTP/1.1 500 X\r\nContent-Length: 5\r\n\r\n", "abc".getBytes()).to(request, out);
            return false;
        });
        assertThat(Calls.failure(IncompleteResponseException.class, order.exchange()))
                .hasMessage("The response to POST shop/m (status 500) was cut short");
    }
}
