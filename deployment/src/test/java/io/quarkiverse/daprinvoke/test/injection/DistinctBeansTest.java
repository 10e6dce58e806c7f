package io.quarkiverse.daprinvoke.test.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.json.JsonObject;

/**
 * Type and declaration together identify emitters.
 */
class DistinctBeansTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> text;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<JsonObject> json;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<String, String> request;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create", httpVerb = "put")
    Emitter<String> otherVerb;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "create")
    Emitter<String> otherApp;

    @Test
    void theSameDeclarationGoesWithSeveralPayloadTypes() {
        RawSidecar.Request request = sent(() -> text.sendAndAwait("hello"));
        assertThat(request.header("content-type")).isEqualTo(List.of("text/plain"));
        assertThat(request.text()).isEqualTo("hello");
        request = sent(() -> json.sendAndAwait(new JsonObject().put("id", 1)));
        assertThat(request.header("content-type")).isEqualTo(List.of("application/json"));
        assertThat(request.text()).isEqualTo("{\"id\":1}");
    }

    @Test
    void theSameDeclarationGoesWithAndWithoutReplies() {
        SharedSidecar.get().answer(RawSidecar.ok("created"));
        assertThat(request.requestAndAwait("hello")).isEqualTo("created");
    }

    @Test
    void theSameTypeGoesWithSeveralDeclarations() {
        assertThat(sent(() -> otherVerb.sendAndAwait("hello")).requestLine())
                .isEqualTo("PUT /v1.0/invoke/orders/method/create HTTP/1.1");
        assertThat(sent(() -> otherApp.sendAndAwait("hello")).requestLine())
                .isEqualTo("POST /v1.0/invoke/shop/method/create HTTP/1.1");
    }

    private static RawSidecar.Request sent(Runnable call) {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        call.run();
        return sidecar.next();
    }
}
