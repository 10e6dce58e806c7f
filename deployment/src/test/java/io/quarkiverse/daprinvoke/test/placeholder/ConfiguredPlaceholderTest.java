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
 * Configuration can contain placeholders, and annotations can contain both expressions and placeholders.
 */
class ConfiguredPlaceholderTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.payload.app-id", "{app}")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.payload.method-name", "orders/{id}")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.payload.http-verb", "{verb}")
            .overrideRuntimeConfigKey("shop.name", "shop")
            .overrideRuntimeConfigKey("shop.methods", "{kind}/v1");

    @Inject
    @DaprInvoke(name = "payload")
    Emitter<String> configured;

    @Inject
    @DaprInvoke(appId = "${shop.name}", methodName = "${shop.methods}/{id}", httpVerb = "${shop.verb:put}")
    Emitter<String> expressed;

    @Test
    void inTheConfigurationOfAnEmitter() {
        assertRequestLine(configured, "DELETE /v1.0/invoke/orders/method/orders/42 HTTP/1.1");
    }

    @Test
    void besideAndInsideExpressions() {
        assertRequestLine(expressed, "PUT /v1.0/invoke/shop/method/cancel/v1/42 HTTP/1.1");
    }

    private static void assertRequestLine(Emitter<String> emitter, String requestLine) {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        emitter.send(InvokeMethodParameters.of("hello").binding("app", "orders").binding("id", "42").binding("verb", "delete")
                .binding("kind", "cancel")).await().indefinitely();
        assertThat(sidecar.next().requestLine()).isEqualTo(requestLine);
    }
}
