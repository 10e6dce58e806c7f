package io.quarkiverse.daprinvoke.test.invocation.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.Invoker;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Each property of an emitter wins alone over that of all emitters, and every way to make a call tries again.
 */
class RetryConfigurationTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.max-attempts", "2")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.initial-back-off", "1ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.statuses", "503")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.verbs", "")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.off.retry.max-attempts", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.off.retry.verbs", "POST")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.verbs.retry.verbs", "put,Post")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.statuses.retry.verbs", "POST")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.statuses.retry.statuses", "500,503")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.statuses.retry.max-attempts", "4");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "put")
    Emitter<String> common;

    @Inject
    @DaprInvoke(name = "off", appId = "shop", methodName = "m")
    Emitter<String> off;

    @Inject
    @DaprInvoke(name = "verbs", appId = "shop", methodName = "m")
    RequestEmitter<String, String> verbs;

    @Inject
    @DaprInvoke(name = "statuses", appId = "shop", methodName = "m")
    Emitter<String> statuses;

    private int attempts(Invoker<String, ?> emitter, int status) {
        sidecar.answer(RawSidecar.reply(status, "", ""));
        Calls.failure(InvocationStatusException.class, emitter.send("x"));
        return sidecar.pending();
    }

    @Test
    void noVerbsAreNoneThatIsSentAgain() {
        assertThat(attempts(common, 503)).isEqualTo(1);
    }

    @Test
    void anEmitterMayBeWithoutRetries() {
        assertThat(attempts(off, 503)).isEqualTo(1);
    }

    @Test
    void anEmitterMayNameVerbsInAnyLetterCase() {
        assertThat(attempts(verbs, 503)).isEqualTo(2);
        assertThat(attempts(verbs, 500)).isEqualTo(1);
    }

    @Test
    void anEmitterMayNameStatusesAndAttempts() {
        assertThat(attempts(statuses, 503)).isEqualTo(4);
        assertThat(attempts(statuses, 500)).isEqualTo(4);
        assertThat(attempts(statuses, 502)).isEqualTo(1);
    }

    @Test
    void callsThatBlockTryAgain() {
        sidecar.answer(RawSidecar.inTurn(RawSidecar.reply(503, "", ""), RawSidecar.ok("ok")));
        assertThat(verbs.requestAndAwait("x")).isEqualTo("ok");
        assertThat(sidecar.pending()).isEqualTo(2);
        sidecar.answer(RawSidecar.reply(503, "", ""));
        assertThatThrownBy(() -> verbs.sendAndAwait("x")).isExactlyInstanceOf(InvocationStatusException.class)
                .hasMessage("POST shop/m was answered with status 503");
        assertThat(sidecar.pending()).isEqualTo(2);
    }

    @Test
    void callsThatNobodyWaitsForTryAgain() {
        sidecar.answer(RawSidecar.inTurn(RawSidecar.reply(503, "", ""), RawSidecar.ok("ok")));
        verbs.sendAndForget("x");
        assertThat(sidecar.next().text()).isEqualTo("x");
        assertThat(sidecar.next().text()).isEqualTo("x");
    }
}
