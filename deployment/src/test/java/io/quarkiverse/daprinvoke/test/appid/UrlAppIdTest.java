package io.quarkiverse.daprinvoke.test.appid;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * A URL in the place of an app ID is one segment on the wire. It comes from what the developer wrote, never from a call.
 */
class UrlAppIdTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.allow-url-app-ids", "true")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.allowed-app-ids",
                    "orders, http://127.0.0.1:9, https://partner.example/api/v1, http://[::1]:8080")
            .overrideRuntimeConfigKey("partner.host", "partner.example")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.payload.app-id", "http://[::1]:8080");

    @Inject
    @DaprInvoke(appId = "http://127.0.0.1:9", methodName = "create/{id}?x=/")
    Emitter<Object> literal;

    @Inject
    @DaprInvoke(appId = "https://${partner.host}/api/v1", methodName = "create")
    Emitter<Object> expression;

    @Inject
    @DaprInvoke(name = "payload", methodName = "/")
    Emitter<Object> configured;

    @Inject
    @DaprInvoke(appId = "{app}", methodName = "create")
    Emitter<Object> proxy;

    @BeforeEach
    void forget() {
        SharedSidecar.get().answer(RawSidecar.ok(""));
    }

    @Test
    void fromTheAnnotation() {
        assertThat(Calls.sent(literal.send(InvokeMethodParameters.<Object> of("hello").binding("id", "7"))).requestLine())
                .isEqualTo("POST /v1.0/invoke/http%3A%2F%2F127.0.0.1%3A9/method/create/7?x=/ HTTP/1.1");
    }

    @Test
    void fromAnExpression() {
        assertThat(Calls.sent(expression.send("hello")).requestLine()).isEqualTo(
                "POST /v1.0/invoke/https%3A%2F%2Fpartner.example%2Fapi%2Fv1/method/create HTTP/1.1");
    }

    @Test
    void fromConfiguration() {
        assertThat(Calls.sent(configured.send("hello")).requestLine())
                .isEqualTo("POST /v1.0/invoke/http%3A%2F%2F%5B%3A%3A1%5D%3A8080/method/ HTTP/1.1");
    }

    @Test
    void aFailureNamesIt() {
        SharedSidecar.get().answer(RawSidecar.reply(500, "text/plain", "no"));
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class, expression.send("hello"));
        Calls.assertTarget(failure, "POST", "https://partner.example/api/v1", "create");
    }

    @Test
    void neverFromACallThoughItIsAllowed() {
        String url = "http://127.0.0.1:9";
        assertRefused(proxy.send(InvokeMethodParameters.<Object> of("hello").binding("app", url)));
        assertRefused(proxy.send(InvokeMethodParameters.<Object> of("hello").binding("app", "http%3A%2F%2F127.0.0.1%3A9")));
        assertRefused(proxy.send(InvokeMethodParameters.<Object> of("hello").appId(url)));
        assertRefused(proxy.send(InvokeMethodParameters.<Object> of("hello").appId("http://{host}")
                .binding("host", "127.0.0.1:9")));
        assertRefused(literal.send(InvokeMethodParameters.<Object> of("hello").binding("id", "7").appId(url)));
        assertRefused(proxy.send(InvokeMethodParameters.fromJson(new JsonObject().put("appId", url))));
        Calls.assertNothingSentBefore(proxy.send(InvokeMethodParameters.<Object> of("hello").binding("app", "orders")),
                "POST /v1.0/invoke/orders/method/create HTTP/1.1");
    }

    private static void assertRefused(Uni<Void> call) {
        assertThat(Calls.failure(InvalidInvocationTargetException.class, call))
                .hasMessage("The target of the call is invalid: an app ID must be a name, optionally followed by a dot and a "
                        + "namespace, without white space, control characters or any of / \\ ? # % +");
    }
}
