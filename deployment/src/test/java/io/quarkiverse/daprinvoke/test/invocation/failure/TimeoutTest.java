package io.quarkiverse.daprinvoke.test.invocation.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * A call ends within its timeout: that of the call, else of the emitter, else of the application.
 */
class TimeoutTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.request-timeout", "150ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.own.request-timeout", "100ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.patient.request-timeout", "1h");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "put")
    RequestEmitter<String, String> byDefault;

    @Inject
    @DaprInvoke(value = "own", appId = "shop", methodName = "m", httpVerb = "put")
    RequestEmitter<String, String> own;

    @Inject
    @DaprInvoke(value = "patient", appId = "shop", methodName = "m", httpVerb = "put")
    RequestEmitter<String, String> patient;

    private void assertTimeout(Uni<?> call, int milliseconds) {
        long start = System.nanoTime();
        InvocationTimeoutException failure = Calls.failure(InvocationTimeoutException.class, call);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(milliseconds - 1));
        assertThat(failure).hasMessage("PUT shop/m did not end within " + milliseconds + " ms").hasNoCause();
        assertThat(failure.timeout()).isEqualTo(Duration.ofMillis(milliseconds));
        Calls.assertTarget(failure, "PUT", "shop", "m");
        sidecar.awaitClosed(sidecar.next().connection());
    }

    @Test
    void isThatOfTheApplication() {
        sidecar.answer(RawSidecar.silence());
        assertTimeout(byDefault.request("x"), 150);
        assertTimeout(byDefault.send("x"), 150);
        assertTimeout(byDefault.exchange(InvokeMethodParameters.of("x")), 150);
    }

    @Test
    void isThatOfTheEmitterFirst() {
        sidecar.answer(RawSidecar.silence());
        assertTimeout(own.request("x"), 100);
    }

    @Test
    void isThatOfTheCallBeforeAll() {
        sidecar.answer(RawSidecar.silence());
        InvokeMethodParameters<String> parameters = InvokeMethodParameters.of("x").timeout(Duration.ofMillis(60));
        assertTimeout(byDefault.request(parameters), 60);
        assertTimeout(own.request(parameters), 60);
        assertTimeout(patient.request(parameters), 60);
    }

    @ParameterizedTest
    @ValueSource(strings = { "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome", "HTTP/1.1 200 OK\r\n\r\nmore",
            "HTTP/1.1 500 X\r\nContent-Length: 100\r\n\r\nsome" })
    void spansTheWholeResponse(String beginning) {
        sidecar.answer(RawSidecar.raw(beginning));
        assertTimeout(own.request("x"), 100);
        assertTimeout(own.send("x"), 100);
    }

    @Test
    void startsAnewWithEachCall() {
        sidecar.answer(RawSidecar.silence());
        Uni<String> call = own.request("x");
        assertTimeout(call, 100);
        assertTimeout(call, 100);
        sidecar.answer(RawSidecar.ok("ok"));
        assertThat(Calls.item(patient.request("x"))).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(longs = { 0, -1, 999_999 })
    void isAtLeastAMillisecond(long nanos) {
        assertThatThrownBy(() -> InvokeMethodParameters.of("x").timeout(Duration.ofNanos(nanos)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("The timeout of a call must be at least one millisecond");
    }
}
