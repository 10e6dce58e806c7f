package io.quarkiverse.daprinvoke.test.invocation.reply;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * 404 is an empty response where the annotation or the configuration of the emitter says so.
 */
class NotFoundReplyTest {

    private static final String EMITTER = "quarkus.dapr-invoke.emitter.";
    private static final String MESSAGE = "POST shop/m was answered with status 404";

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey(EMITTER + "on.not-found-is-empty", "true")
            .overrideRuntimeConfigKey(EMITTER + "off-again.not-found-is-empty", "false")
            // As an item it is no reason for a retry
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.max-attempts", "3")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.statuses", "404")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.verbs", "POST,HEAD")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.initial-back-off", "1ms");

    private final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", notFoundIsEmpty = true)
    RequestEmitter<Void, Optional<Order>> byMember;

    @Inject
    @DaprInvoke(name = "on", appId = "shop", methodName = "m")
    RequestEmitter<Void, Optional<Order>> byProperty;

    @Inject
    @DaprInvoke(name = "off-again", appId = "shop", methodName = "m", notFoundIsEmpty = true)
    RequestEmitter<Void, Optional<Order>> offAgain;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", notFoundIsEmpty = true)
    RequestEmitter<Void, InvokeResponse<Optional<Order>>> response;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", notFoundIsEmpty = true)
    RequestEmitter<Void, Order> plain;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Optional<Order>> byDefault;

    public record Order(String id) {
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{}", "{\"id\":\"7\"}", "<html>", "{\"code\":5,\"message\":\"of a gRPC application\"}" })
    void isEmptyWhateverItsBodySays(String body) {
        sidecar.answer(RawSidecar.json(404, body));
        assertThat(Calls.item(byMember.request())).isEmpty();
        assertThat(Calls.item(byProperty.request())).isEmpty();
        assertThat(byMember.requestAndAwait()).isEmpty();
        assertThat(Calls.item(plain.request())).isNull();
        InvokeResponse<Optional<Order>> found = Calls.item(response.request());
        assertThat(found.body()).isEmpty();
        assertThat(found.statusCode()).isEqualTo(404);
        assertThat(found.bytes()).hasToString(body);
        assertThat(sidecar.pending()).isEqualTo(5);
        assertThat(Calls.item(byMember.request(InvokeMethodParameters.none().httpVerb("HEAD")))).isEmpty();
    }

    @Test
    void isEmptyHoweverLargeItsBodyIs() {
        String large = "x".repeat(100_000);
        sidecar.answer(RawSidecar.json(404, large));
        assertThat(Calls.item(byMember.request())).isEmpty();
        assertThat(Calls.item(response.request()).bytes()).hasToString(large);
    }

    @Test
    void isAFailureElsewhere() {
        sidecar.answer(RawSidecar.json(404, "{}"));
        for (RequestEmitter<Void, ?> emitter : new RequestEmitter[] { offAgain, byDefault }) {
            assertThat(Calls.failure(InvocationStatusException.class, emitter.request())).message().startsWith(MESSAGE);
        }
        assertThat(Calls.failure(InvocationStatusException.class, byMember.send())).hasMessage(MESSAGE);
        InvokeResponse<Optional<Order>> exchanged = Calls.item(byMember.exchange());
        assertThat(exchanged.statusCode()).isEqualTo(404);
        assertThat(exchanged.body()).isEmpty();
        assertThat(exchanged.bytes()).hasToString("{}");
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 403, 405, 410, 500 })
    void anotherStatusIsAFailure(int status) {
        sidecar.answer(RawSidecar.json(status, "{}"));
        assertThat(Calls.failure(InvocationStatusException.class, byMember.request()).is(status)).isTrue();
        assertThat(Calls.failure(InvocationStatusException.class, plain.request()).is(status)).isTrue();
    }

    @Test
    void whatTheSidecarSaysIsAFailure() {
        sidecar.answer(RawSidecar.json(404, "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"m\"}"));
        assertThat(Calls.failure(InvocationStatusException.class, byMember.request()))
                .hasMessage(MESSAGE + " ERR_DIRECT_INVOKE: m");
        assertThat(Calls.failure(InvocationStatusException.class, plain.request()))
                .hasMessage(MESSAGE + " ERR_DIRECT_INVOKE: m");
    }

    @Test
    void oneThatBreaksOffIsAFailure() {
        sidecar.answer((request, out) -> {
            RawSidecar.raw("HTTP/1.1 404 X\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n", "{}".getBytes())
                    .to(request, out);
            return false;
        });
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class, byMember.request());
        assertThat(failure.is(404)).isTrue();
        assertThat(failure.isBodyComplete()).isFalse();
    }
}
