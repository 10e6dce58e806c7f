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
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * A call ends within its timeout: that of the call, else of the emitter, else of the application.
 */
class TimeoutTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.request-timeout", "600ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.own.request-timeout", "500ms")
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
        assertTimeout(byDefault.request("x"), 600);
        assertTimeout(byDefault.send("x"), 600);
        assertTimeout(byDefault.exchange(InvokeMethodParameters.of("x")), 600);
    }

    @Test
    void isThatOfTheEmitterFirst() {
        sidecar.answer(RawSidecar.silence());
        assertTimeout(own.request("x"), 500);
    }

    @Test
    void isThatOfTheCallBeforeAll() {
        sidecar.answer(RawSidecar.silence());
        InvokeMethodParameters<String> parameters = InvokeMethodParameters.of("x").timeout(Duration.ofMillis(400));
        assertTimeout(byDefault.request(parameters), 400);
        assertTimeout(own.request(parameters), 400);
        assertTimeout(patient.request(parameters), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = { "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome", "HTTP/1.1 200 OK\r\n\r\nmore" })
    void spansTheWholeResponse(String beginning) {
        sidecar.answer(RawSidecar.raw(beginning));
        assertTimeout(own.request("x"), 500);
        assertTimeout(own.send("x"), 500);
    }

    @ParameterizedTest
    @ValueSource(strings = { "some", "" })
    void isLessWorthSayingThanAnUnwantedStatus(String beginning) {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 500 X\r\nX-Tag: a\r\nContent-Length: 100\r\n\r\n" + beginning));
        for (Uni<?> call : new Uni<?>[] { own.request("x"), own.send("x") }) {
            long start = System.nanoTime();
            InvocationStatusException failure = Calls.failure(InvocationStatusException.class, call);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(499));
            assertThat(failure).hasMessage("PUT shop/m was answered with status 500").hasNoCause();
            assertThat(failure.status()).isEqualTo(500);
            assertThat(failure.headers().get("x-tag")).isEqualTo("a");
            assertThat(failure.body()).isEqualTo(Buffer.buffer(beginning));
            Calls.assertTarget(failure, "PUT", "shop", "m");
            sidecar.awaitClosed(sidecar.next().connection());
        }
        // To which no status is unwanted
        assertTimeout(own.exchange(InvokeMethodParameters.of("x")), 500);
    }

    @Test
    void startsAnewWithEachCall() {
        sidecar.answer(RawSidecar.silence());
        Uni<String> call = own.request("x");
        assertTimeout(call, 500);
        assertTimeout(call, 500);
        sidecar.answer(RawSidecar.ok("ok"));
        assertThat(Calls.item(patient.request("x"))).isEqualTo("ok");
    }

    @Test
    void mayPassBeforeAnythingIsSent() {
        sidecar.answer(RawSidecar.silence());
        for (int i = 0; i < 300; i++) {
            assertThat(Calls.failure(InvocationTimeoutException.class,
                    byDefault.send(InvokeMethodParameters.of("x").timeout(Duration.ofMillis(1)))))
                    .hasMessage("PUT shop/m did not end within 1 ms");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "PT0S", "PT-1S", "PT0.000999999S", "P365DT1S", "P200000000D" })
    void isAtLeastAMillisecondAndAtMostAYear(String timeout) {
        assertThatThrownBy(() -> InvokeMethodParameters.of("x").timeout(Duration.parse(timeout)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("The timeout of a call must be between one millisecond and 365 days");
    }
}
