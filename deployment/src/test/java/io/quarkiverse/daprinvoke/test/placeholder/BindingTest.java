package io.quarkiverse.daprinvoke.test.placeholder;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Placeholders whose values the call gives.
 */
class BindingTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @Inject
    @DaprInvoke(appId = "{app}", methodName = "orders/{id}/items/{item}", httpVerb = "{verb}")
    Emitter<String> emitter;

    private final InvokeMethodParameters<String> call = InvokeMethodParameters.of("hello").binding("app", "shop")
            .binding("id", "42").binding("item", "7").binding("verb", "put");

    @Test
    void everyPlaceholderGetsItsValue() {
        assertRequestLine(call, "PUT /v1.0/invoke/shop/method/orders/42/items/7 HTTP/1.1");
    }

    @Test
    void anAppIdMayComeWithItsNamespace() {
        assertRequestLine(call.binding("app", "shop.production"),
                "PUT /v1.0/invoke/shop.production/method/orders/42/items/7 HTTP/1.1");
    }

    @Test
    void theLastValueOfANameCounts() {
        assertRequestLine(call.binding("id", "43"), "PUT /v1.0/invoke/shop/method/orders/43/items/7 HTTP/1.1");
    }

    @Test
    void whatTheCallSaysMayHoldPlaceholdersToo() {
        assertRequestLine(call.appId("{app}.{id}").methodName("cancel/{id}").httpVerb("{item}").binding("item", "delete"),
                "DELETE /v1.0/invoke/shop.42/method/cancel/42 HTTP/1.1");
    }

    @Test
    void aPlaceholderMayBePartOfASegment() {
        assertRequestLine(call.methodName("v{id}-x/{item}{id}.json"),
                "PUT /v1.0/invoke/shop/method/v42-x/742.json HTTP/1.1");
    }

    @Test
    void aPlaceholderMayRepeat() {
        assertRequestLine(call.methodName("{id}/{id}"), "PUT /v1.0/invoke/shop/method/42/42 HTTP/1.1");
    }

    @Test
    void theQueryOfAMethodNameStaysBehindThePath() {
        assertRequestLine(call.methodName("{id}?full=true").query("item", "{item}"),
                "PUT /v1.0/invoke/shop/method/42?full=true&item=%7Bitem%7D HTTP/1.1");
    }

    private void assertRequestLine(InvokeMethodParameters<String> parameters, String requestLine) {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        emitter.send(parameters).await().indefinitely();
        assertThat(sidecar.next().requestLine()).isEqualTo(requestLine);
    }
}
