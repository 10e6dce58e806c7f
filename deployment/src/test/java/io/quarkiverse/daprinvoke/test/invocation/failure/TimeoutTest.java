package io.quarkiverse.daprinvoke.test.invocation.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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
            .overrideRuntimeConfigKey("other", SharedSidecar.other().url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.request-timeout", "1200ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.own.request-timeout", "1100ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.patient.request-timeout", "1h");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "put")
    RequestEmitter<String, String> byDefault;

    @Inject
    @DaprInvoke(name = "own", appId = "shop", methodName = "m", httpVerb = "put")
    RequestEmitter<String, String> own;

    @Inject
    @DaprInvoke(name = "patient", appId = "shop", methodName = "m", httpVerb = "put")
    RequestEmitter<String, String> patient;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "put", daprAddress = "${other}")
    RequestEmitter<String, String> elsewhere;

    /** Of calls that are under way together, so that they take no longer than one, which must have the time to be sent. */
    private void assertTimeout(int milliseconds, Uni<?>... calls) {
        long start = System.nanoTime();
        for (InvocationTimeoutException failure : failures(InvocationTimeoutException.class, calls)) {
            assertThat(failure).hasMessage("PUT shop/m did not end within " + milliseconds + " ms").hasNoCause();
            assertThat(failure.timeout()).isEqualTo(Duration.ofMillis(milliseconds));
            Calls.assertTarget(failure, "PUT", "shop", "m");
        }
        assertTaken(start, milliseconds);
        assertClosed(calls.length);
    }

    private static <E extends Throwable> List<E> failures(Class<E> type, Uni<?>... calls) {
        return Stream.of(calls).map(call -> call.onItemOrFailure().transform((item, failure) -> failure))
                .map(Uni::subscribeAsCompletionStage).toList().stream()
                .map(ended -> ended.orTimeout(20, TimeUnit.SECONDS).join())
                .map(failure -> {
                    assertThat(failure).isExactlyInstanceOf(type);
                    return type.cast(failure);
                }).toList();
    }

    private static void assertTaken(long start, int milliseconds) {
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(milliseconds - 1));
    }

    private void assertClosed(int calls) {
        Set<Integer> open = new HashSet<>();
        for (int i = 0; i < calls; i++) {
            open.add(sidecar.next().connection());
        }
        assertThat(open).hasSize(calls);
        while (!open.isEmpty()) {
            open.remove(sidecar.nextClosed());
        }
    }

    @Test
    void isThatOfTheApplication() {
        sidecar.answer(RawSidecar.silence());
        assertTimeout(1200, byDefault.request("x"), byDefault.send("x"), byDefault.exchange(InvokeMethodParameters.of("x")));
    }

    @Test
    void isThatOfTheEmitterFirst() {
        sidecar.answer(RawSidecar.silence());
        assertTimeout(1100, own.request("x"));
    }

    @Test
    void isThatOfTheCallBeforeAll() {
        sidecar.answer(RawSidecar.silence());
        InvokeMethodParameters<String> parameters = InvokeMethodParameters.of("x").timeout(Duration.ofMillis(1000));
        assertTimeout(1000, byDefault.request(parameters), own.request(parameters), patient.request(parameters));
    }

    @ParameterizedTest
    @ValueSource(strings = { "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome", "HTTP/1.1 200 OK\r\n\r\nmore" })
    void spansTheWholeResponse(String beginning) {
        sidecar.answer(RawSidecar.raw(beginning));
        assertTimeout(1100, own.request("x"), own.send("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "some", "" })
    void isLessWorthSayingThanAnUnwantedStatus(String beginning) {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 500 X\r\nX-Tag: a\r\nContent-Length: 100\r\n\r\n" + beginning));
        long start = System.nanoTime();
        for (InvocationStatusException failure : failures(InvocationStatusException.class, own.request("x"), own.send("x"))) {
            assertThat(failure).hasMessage("PUT shop/m was answered with status 500").hasNoCause();
            assertThat(failure.statusCode()).isEqualTo(500);
            assertThat(failure.headers().get("x-tag")).isEqualTo("a");
            assertThat(failure.body()).isEqualTo(Buffer.buffer(beginning));
            Calls.assertTarget(failure, "PUT", "shop", "m");
        }
        assertTaken(start, 1100);
        assertClosed(2);
        // To which no status is unwanted
        assertTimeout(1100, own.exchange(InvokeMethodParameters.of("x")));
    }

    @Test
    void startsAnewWithEachCall() {
        sidecar.answer(RawSidecar.silence());
        Uni<String> call = own.request("x");
        assertTimeout(1100, call);
        assertTimeout(1100, call);
        sidecar.answer(RawSidecar.ok("ok"));
        assertThat(Calls.item(patient.request("x"))).isEqualTo("ok");
    }

    @Test
    void mayPassBeforeAnythingIsSent() {
        // A separate server, because some calls are sent, and arrive after the next test has begun
        SharedSidecar.other().answer(RawSidecar.silence());
        for (int i = 0; i < 300; i++) {
            assertThat(Calls.failure(InvocationTimeoutException.class,
                    elsewhere.send(InvokeMethodParameters.of("x").timeout(Duration.ofMillis(1)))))
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
