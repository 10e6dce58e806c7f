package io.quarkiverse.daprinvoke.test.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * Nothing happens before a subscription, and everything happens again with each one.
 */
class LazinessTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<JsonObject, String> emitter;

    @BeforeEach
    void answer() {
        sidecar.answer((request, out) -> RawSidecar.ok(request.text()).to(request, out));
    }

    @Test
    void nothingIsSentWithoutASubscription() {
        JsonObject payload = new JsonObject().put("a", 1);
        Uni<Void> send = emitter.send(payload);
        Uni<String> request = emitter.request(payload);
        Uni<InvokeResponse<String>> exchange = emitter.exchange(InvokeMethodParameters.of(payload));
        Calls.assertNothingSentBefore(emitter.send(InvokeMethodParameters.of(payload).methodName("later")),
                "POST /v1.0/invoke/shop/method/later HTTP/1.1");
        assertThat(Calls.item(send)).isNull();
        assertThat(Calls.item(request)).isEqualTo("{\"a\":1}");
        assertThat(Calls.item(exchange).body().toString()).isEqualTo("{\"a\":1}");
        assertThat(sidecar.pending()).isEqualTo(3);
    }

    @Test
    void eachSubscriptionIsARequestAndReadsThePayloadAnew() {
        JsonObject payload = new JsonObject().put("a", 1);
        Uni<String> call = emitter.request(payload);
        assertThat(Calls.item(call)).isEqualTo("{\"a\":1}");
        payload.put("a", 2);
        assertThat(Calls.item(call)).isEqualTo("{\"a\":2}");
        assertThat(sidecar.next().text()).isEqualTo("{\"a\":1}");
        assertThat(sidecar.next().text()).isEqualTo("{\"a\":2}");
        assertThat(sidecar.pending()).isZero();
    }

    @Test
    void aFailureIsNoLastWord() {
        Uni<String> call = emitter.request(new JsonObject()).onFailure().retry().atMost(2);
        sidecar.answer((request, out) -> (sidecar.pending() < 3 ? RawSidecar.reply(500, "text/plain", "")
                : RawSidecar.ok("third")).to(request, out));
        assertThat(Calls.item(call)).isEqualTo("third");
        assertThat(sidecar.pending()).isEqualTo(3);
    }
}
