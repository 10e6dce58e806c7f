package io.quarkiverse.daprinvoke.test.appid;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * With an allow-list, calls to all other app IDs are refused before anything is sent, for any source of the app ID.
 */
class AllowedAppIdsTest {

    private static final String GLOBAL = "quarkus.dapr-invoke.allowed-app-ids";

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey(GLOBAL, "orders, stock.prod")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.payload.allowed-app-ids", "payments");

    @Inject
    @DaprInvoke(appId = "{app}", methodName = "{method}")
    Emitter<Object> proxy;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Object> literal;

    @Inject
    @DaprInvoke(name = "payload", appId = "{app}", methodName = "create")
    Emitter<Object> own;

    @BeforeEach
    void forget() {
        SharedSidecar.get().answer(RawSidecar.ok(""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "orders", "stock.prod" })
    void whatIsListedIsCalled(String appId) {
        String requestLine = "POST /v1.0/invoke/" + appId + "/method/create HTTP/1.1";
        assertThat(Calls.sent(proxy.send(placeholder(appId))).requestLine()).isEqualTo(requestLine);
        assertThat(Calls.sent(literal.send(parameter(appId))).requestLine()).isEqualTo(requestLine);
        assertThat(Calls.sent(literal.send(envelope(appId))).requestLine()).isEqualTo(requestLine);
    }

    @ParameterizedTest
    @ValueSource(strings = { "payments", "Orders", "orders.prod", "stock", "stock.test", "order", "ordersx" })
    void whatIsNotListedIsRefused(String appId) {
        assertRefused(proxy.send(placeholder(appId)), GLOBAL, "{app}");
        assertRefused(proxy.send(parameter(appId).binding("method", "create")), GLOBAL, "{app}");
        assertRefused(literal.send(parameter(appId)), GLOBAL, "orders");
        assertRefused(literal.send(parameter("{app}").binding("app", appId)), GLOBAL, "{app}");
        assertRefused(literal.send(envelope(appId)), GLOBAL, "orders");
        Calls.assertNothingSentBefore(literal.send(), "POST /v1.0/invoke/orders/method/create HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource({ "orders", "stock.prod" })
    void anEmitterWithAListOfItsOwnGoesByThatAlone(String appId) {
        String property = "quarkus.dapr-invoke.emitter.\"payload\".allowed-app-ids";
        assertRefused(own.send(placeholder(appId)), property, "{app}");
        assertRefused(own.send(parameter(appId)), property, "{app}");
        Calls.assertNothingSentBefore(own.send(placeholder("payments")),
                "POST /v1.0/invoke/payments/method/create HTTP/1.1");
    }

    private static InvokeMethodParameters<Object> placeholder(String appId) {
        return InvokeMethodParameters.<Object> of("hello").binding("app", appId).binding("method", "create");
    }

    private static InvokeMethodParameters<Object> parameter(String appId) {
        return InvokeMethodParameters.<Object> of("hello").appId(appId);
    }

    private static InvokeMethodParameters<Object> envelope(String appId) {
        return InvokeMethodParameters.fromJson(new JsonObject().put("appId", appId).put("body", "hello"));
    }

    private static void assertRefused(Uni<Void> call, String property, String declared) {
        InvalidInvocationTargetException failure = Calls.failure(InvalidInvocationTargetException.class, call);
        assertThat(failure).hasMessage("The target of the call is invalid: the app ID is not listed in " + property
                + ", so it must not be called; add it there to allow it");
        assertThat(failure.appId()).isEqualTo(declared);
    }
}
