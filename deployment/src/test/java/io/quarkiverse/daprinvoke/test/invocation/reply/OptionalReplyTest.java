package io.quarkiverse.daprinvoke.test.invocation.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A response of type {@code Optional} is never {@code null}, and no status is an empty one unless that is configured.
 */
class OptionalReplyTest {

    private static final String JSON = "{\"id\":\"7\"}";

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    private final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Optional<Order>> order;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Optional<List<Order>>> list;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Optional<String>> text;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Optional<byte[]>> bytes;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, InvokeResponse<Optional<Order>>> response;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, List<Optional<Order>>> within;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Order> plain;

    public record Order(String id) {
    }

    @Test
    void aValueIsPresent() {
        sidecar.answer(RawSidecar.json(200, JSON));
        assertThat(Calls.item(order.request())).contains(new Order("7"));
        assertThat(Calls.item(text.request())).contains(JSON);
        assertThat(Calls.item(bytes.request())).hasValueSatisfying(b -> assertThat(b).isEqualTo(JSON.getBytes()));
        assertThat(Calls.item(response.request()).body()).contains(new Order("7"));
        assertThat(order.requestAndAwait()).contains(new Order("7"));
        sidecar.answer(RawSidecar.json(200, "[" + JSON + ",null]"));
        assertThat(Calls.item(list.request()).orElseThrow()).containsExactly(new Order("7"), null);
        assertThat(Calls.item(within.request())).containsExactly(Optional.of(new Order("7")), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = { "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 204 X\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" })
    void anEmptyBodyIsEmpty(String reply) {
        sidecar.answer(RawSidecar.raw(reply));
        assertThat(Calls.item(order.request())).isEmpty();
        assertThat(Calls.item(list.request())).isEmpty();
        assertThat(Calls.item(text.request())).isEmpty();
        assertThat(Calls.item(bytes.request())).isEmpty();
        assertThat(Calls.item(response.request()).body()).isEmpty();
        assertThat(Calls.item(order.request(InvokeMethodParameters.none().httpVerb("HEAD")))).isEmpty();
    }

    @Test
    void jsonNullIsEmptyAndTextIsNot() {
        sidecar.answer(RawSidecar.json(200, " null\n"));
        assertThat(Calls.item(order.request())).isEmpty();
        assertThat(Calls.item(list.request())).isEmpty();
        assertThat(Calls.item(response.request()).body()).isEmpty();
        assertThat(Calls.item(text.request())).contains(" null\n");
    }

    @Test
    void whiteSpaceIsNoJson() {
        sidecar.answer(RawSidecar.json(200, " "));
        Calls.failure(ResponseDecodingException.class, order.request());
        assertThat(Calls.item(text.request())).contains(" ");
    }

    @Test
    void notFoundIsAFailureThatNamesTheProperty() {
        sidecar.answer(RawSidecar.json(404, "{}"));
        String message = "POST shop/m was answered with status 404";
        String remedy = ". For an empty Optional instead, set "
                + "quarkus.dapr-invoke.emitter.\"<name>\".not-found-is-empty=true";
        assertThat(Calls.failure(InvocationStatusException.class, order.request())).hasMessage(message + remedy);
        assertThat(Calls.failure(InvocationStatusException.class, response.request())).hasMessage(message + remedy);
        assertThat(Calls.failure(InvocationStatusException.class, plain.request())).hasMessage(message);
        assertThat(Calls.failure(InvocationStatusException.class, order.send())).hasMessage(message);
        sidecar.answer(RawSidecar.json(410, "{}"));
        assertThat(Calls.failure(InvocationStatusException.class, order.request()))
                .hasMessage("POST shop/m was answered with status 410");
        // The sidecar itself has found nothing, which says nothing of the order
        sidecar.answer(RawSidecar.json(404, "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"m\"}"));
        assertThat(Calls.failure(InvocationStatusException.class, order.request())).hasMessage(message
                + " ERR_DIRECT_INVOKE: m");
    }
}
