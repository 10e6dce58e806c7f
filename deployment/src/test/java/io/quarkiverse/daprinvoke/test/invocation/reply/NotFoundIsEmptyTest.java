package io.quarkiverse.daprinvoke.test.invocation.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The status 404 is an empty reply if the annotation says so, or the configuration, which wins.
 */
class NotFoundIsEmptyTest {

    private static final String EMITTER = "quarkus.dapr-invoke.emitter.";

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey(EMITTER + "\"on\".not-found-is-empty", "true")
            .overrideRuntimeConfigKey(EMITTER + "\"off\".not-found-is-empty", "false");

    private final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", notFoundIsEmpty = true)
    RequestEmitter<Void, Optional<String>> declared;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Optional<String>> undeclared;

    @Inject
    @DaprInvoke(name = "on", appId = "shop", methodName = "m")
    RequestEmitter<Void, Optional<String>> configured;

    @Inject
    @DaprInvoke(name = "off", appId = "shop", methodName = "m", notFoundIsEmpty = true)
    RequestEmitter<Void, Optional<String>> configuredOff;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", notFoundIsEmpty = true)
    RequestEmitter<Void, String> plain;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", notFoundIsEmpty = true)
    RequestEmitter<Void, InvokeResponse<Optional<String>>> response;

    @Test
    void theAnnotationOrTheConfigurationSaysSo() {
        sidecar.answer(RawSidecar.json(404, "{}"));
        assertThat(Calls.item(declared.request())).isEmpty();
        assertThat(Calls.item(configured.request())).isEmpty();
        Calls.failure(InvocationStatusException.class, undeclared.request());
        Calls.failure(InvocationStatusException.class, configuredOff.request());
    }

    @Test
    void otherTypesHaveAnEmptyReplyToo() {
        sidecar.answer(RawSidecar.json(404, "{}"));
        assertThat(Calls.item(plain.request())).isNull();
        assertThat(Calls.item(response.request()).statusCode()).isEqualTo(404);
        assertThat(Calls.item(response.request()).body()).isEmpty();
    }

    @Test
    void sendAndExchangeAreAsEver() {
        sidecar.answer(RawSidecar.json(404, "{}"));
        Calls.failure(InvocationStatusException.class, declared.send());
        assertThat(Calls.item(declared.exchange()).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNotThatStatusOfTheApplicationIsAsEver() {
        sidecar.answer(RawSidecar.ok("found"));
        assertThat(Calls.item(declared.request())).contains("found");
        sidecar.answer(RawSidecar.json(410, "{}"));
        Calls.failure(InvocationStatusException.class, declared.request());
        sidecar.answer(RawSidecar.json(404, "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"m\"}"));
        Calls.failure(InvocationStatusException.class, declared.request());
    }
}
