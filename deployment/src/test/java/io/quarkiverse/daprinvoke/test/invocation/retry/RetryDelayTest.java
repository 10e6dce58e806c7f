package io.quarkiverse.daprinvoke.test.invocation.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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

/**
 * How long a call waits before it is tried again, and that all its attempts have one timeout.
 */
class RetryDelayTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.request-timeout", "1h")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.max-attempts", "4")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.jitter", "0")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.initial-back-off", "100ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.max-back-off", "300ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.slow.retry.initial-back-off", "20s")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.slow.retry.max-back-off", "20s");

    // Timers count in milliseconds, and not from the very moment at which the answer was written
    private static final Duration TOLERANCE = Duration.ofMillis(10);

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "get")
    RequestEmitter<Void, String> emitter;

    @Inject
    @DaprInvoke(name = "slow", appId = "shop", methodName = "m", httpVerb = "get")
    RequestEmitter<Void, String> slow;

    private static InvokeMethodParameters<Void> within(Duration timeout) {
        return InvokeMethodParameters.none().timeout(timeout);
    }

    private static RawSidecar.Answer retryAfter(int status, String value) {
        return RawSidecar.raw("HTTP/1.1 " + status + " X\r\nRetry-After: " + value + "\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void doublesUpToItsMaximum() {
        List<Long> times = new ArrayList<>();
        sidecar.answer((request, out) -> {
            times.add(System.nanoTime());
            return RawSidecar.reply(503, "", "").to(request, out);
        });
        Calls.failure(InvocationStatusException.class, emitter.request());
        assertThat(times).hasSize(4);
        int[] backOffs = { 100, 200, 300 };
        for (int i = 0; i < backOffs.length; i++) {
            assertThat(Duration.ofNanos(times.get(i + 1) - times.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(backOffs[i]).minus(TOLERANCE));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 429, 502, 503 })
    void isAtLeastTheSecondsThatTheAnswerAsksFor(int status) {
        List<Long> times = new ArrayList<>();
        sidecar.answer(RawSidecar.inTurn((request, out) -> {
            times.add(System.nanoTime());
            return retryAfter(status, "1").to(request, out);
        }, RawSidecar.ok("ok")));
        assertThat(Calls.item(emitter.request())).isEqualTo("ok");
        assertThat(Duration.ofNanos(System.nanoTime() - times.get(0)))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1).minus(TOLERANCE));
    }

    @Test
    void lastsAtLeastUntilTheDateThatTheAnswerNames() {
        List<Instant> times = new ArrayList<>();
        sidecar.answer(RawSidecar.inTurn((request, out) -> {
            Instant date = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
            times.add(date);
            return retryAfter(503, DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)))
                    .to(request, out);
        }, (request, out) -> {
            times.add(Instant.now());
            return RawSidecar.ok("ok").to(request, out);
        }));
        assertThat(Calls.item(emitter.request())).isEqualTo("ok");
        assertThat(times).hasSize(2);
        assertThat(times.get(1)).isAfterOrEqualTo(times.get(0).minus(TOLERANCE));
    }

    @ParameterizedTest
    @ValueSource(strings = { "soon", "-3600", "Sun, 06 Nov 1994 08:49:37 GMT", "" })
    void isTheOwnOneIfTheAnswerAsksForNothingThatCanBeDone(String value) {
        sidecar.answer(RawSidecar.inTurn(retryAfter(503, value), RawSidecar.ok("ok")));
        assertThat(Calls.item(emitter.request())).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = { "3600", "999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT" })
    void thatWouldNotEndInTimeIsNotBegun(String value) {
        sidecar.answer(retryAfter(503, value));
        // The retry is long before the timeout
        assertThat(Calls.failure(InvocationStatusException.class, emitter.request()).headers().get("retry-after"))
                .isEqualTo(value);
        sidecar.next();
        assertThat(sidecar.pending()).isZero();
    }

    @Test
    void ofTheOwnBackOffThatWouldNotEndInTimeIsNotBegun() {
        sidecar.answer(RawSidecar.reply(503, "", ""));
        long start = System.nanoTime();
        assertThat(Calls.failure(InvocationStatusException.class, slow.request(within(Duration.ofSeconds(19)))).statusCode())
                .isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        sidecar.next();
        assertThat(sidecar.pending()).isZero();
    }

    @Test
    void andAllAttemptsTogetherHaveTheTimeOfTheCall() {
        sidecar.answer(RawSidecar.inTurn(retryAfter(503, "4"), RawSidecar.silence()));
        long start = System.nanoTime();
        InvocationTimeoutException failure = Calls.failure(InvocationTimeoutException.class,
                emitter.request(within(Duration.ofSeconds(6))));
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(failure).hasMessage("GET shop/m did not end within 6000 ms");
        assertThat(failure.timeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(failure.mayHaveBeenSent()).isTrue();
        // The second attempt alone would take as long as that
        assertThat(taken).isBetween(Duration.ofSeconds(6).minus(TOLERANCE), Duration.ofSeconds(10).minus(TOLERANCE));
        sidecar.next();
        sidecar.awaitClosed(sidecar.next().connection());
        assertThat(sidecar.pending()).isZero();
    }

    @Test
    void andItIsKnownThatAnEarlierAttemptWasSentWhenTheTimeEndsInTheQueue() {
        CountDownLatch released = new CountDownLatch(1);
        sidecar.answer(RawSidecar.inTurn(retryAfter(503, "2"),
                (request, out) -> released.await(20, TimeUnit.SECONDS) && RawSidecar.ok("ok").to(request, out)));
        CompletableFuture<String> call = emitter.request(within(Duration.ofSeconds(4))).subscribeAsCompletionStage();
        sidecar.next();
        // This call uses the only connection for longer than the first call waits
        CompletableFuture<String> other = slow.request().subscribeAsCompletionStage();
        sidecar.next();
        assertThat(call).failsWithin(Duration.ofSeconds(20)).withThrowableThat()
                .withCauseExactlyInstanceOf(InvocationTimeoutException.class)
                .satisfies(failure -> assertThat(((InvocationTimeoutException) failure.getCause()).mayHaveBeenSent())
                        .isTrue());
        assertThat(sidecar.pending()).isZero();
        released.countDown();
        assertThat(other).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("ok");
    }
}
