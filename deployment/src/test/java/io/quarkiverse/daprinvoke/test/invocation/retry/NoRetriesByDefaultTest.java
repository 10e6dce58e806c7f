package io.quarkiverse.daprinvoke.test.invocation.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * There are no retries unless more than one attempt is configured, independently of other properties.
 */
class NoRetriesByDefaultTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-wait-queue-size", "0")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.initial-back-off", "1ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.verbs", "GET,PUT,POST")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.statuses", "500,503");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "{verb}")
    RequestEmitter<String, String> emitter;

    private Uni<String> call(String verb) {
        return emitter.request(InvokeMethodParameters.of("x").binding("verb", verb));
    }

    @ParameterizedTest
    @CsvSource({ "GET,503", "PUT,503", "POST,503", "GET,500" })
    void aStatusIsReported(String verb, int status) {
        sidecar.answer(RawSidecar.inTurn(RawSidecar.reply(status, "", ""), RawSidecar.ok("ok")));
        assertThat(Calls.failure(InvocationStatusException.class, call(verb)).statusCode()).isEqualTo(status);
        assertThat(sidecar.pending()).isEqualTo(1);
    }

    @Test
    void aLostConnectionIsReported() {
        sidecar.answer(RawSidecar.inTurn(RawSidecar.hangUp(), RawSidecar.ok("ok")));
        Calls.failure(SidecarUnavailableException.class, call("GET"));
        assertThat(sidecar.pending()).isEqualTo(1);
    }

    @Test
    void aFullQueueIsReported() {
        CountDownLatch released = new CountDownLatch(1);
        sidecar.answer((request, out) -> released.await(20, TimeUnit.SECONDS) && RawSidecar.ok("ok").to(request, out));
        var underWay = call("GET").subscribeAsCompletionStage();
        sidecar.next();
        // At once, while the first is under way
        Calls.failure(SidecarUnavailableException.class, call("GET"));
        released.countDown();
        assertThat(underWay).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo("ok");
    }
}
