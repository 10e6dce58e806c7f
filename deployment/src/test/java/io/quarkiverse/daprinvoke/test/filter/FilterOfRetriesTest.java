package io.quarkiverse.daprinvoke.test.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationFilterException;
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
 * A filter is asked once, or before each attempt, as it says; further attempts send what earlier ones have set.
 */
class FilterOfRetriesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(ScriptedFilter.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.max-attempts", "3")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.initial-back-off", "1ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.keyed.retry.verbs", "POST,PATCH")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.keyed.idempotency-key", "true");

    final RawSidecar sidecar = SharedSidecar.get();
    final AtomicInteger asked = new AtomicInteger();

    @Inject
    ScriptedFilter filter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "PUT")
    RequestEmitter<String, String> emitter;

    @Inject
    @DaprInvoke(name = "keyed", appId = "shop", methodName = "m", httpVerb = "{verb}")
    RequestEmitter<String, String> keyed;

    @BeforeEach
    void answerTheThirdAttempt() {
        asked.set(0);
        filter.reset();
        sidecar.answer(RawSidecar.inTurn(RawSidecar.reply(503, "", ""), RawSidecar.hangUp(), RawSidecar.ok("ok")));
    }

    private void numbers(boolean everyAttempt) {
        filter.runs(call -> {
            call.header("x-asked", asked.incrementAndGet() + " in attempt " + call.attempt());
            return Uni.createFrom().voidItem();
        }, everyAttempt);
    }

    private List<String> threeRequests(String header) {
        return Stream.generate(sidecar::next).limit(3).flatMap(request -> request.header(header).stream()).toList();
    }

    @Test
    void onceByDefault() {
        numbers(false);
        assertThat(Calls.item(emitter.request("x"))).isEqualTo("ok");
        assertThat(threeRequests("x-asked")).containsExactly("1 in attempt 1", "1 in attempt 1", "1 in attempt 1");
    }

    @Test
    void beforeEachAttemptIfItSaysSo() {
        numbers(true);
        assertThat(Calls.item(emitter.request("x"))).isEqualTo("ok");
        assertThat(threeRequests("x-asked")).containsExactly("1 in attempt 1", "2 in attempt 2", "3 in attempt 3");
    }

    @Test
    void againForEachSubscription() {
        numbers(false);
        Uni<String> call = emitter.request("x");
        Calls.item(call);
        threeRequests("x-asked");
        assertThat(Calls.sent(call).header("x-asked")).containsExactly("2 in attempt 1");
    }

    @Test
    void anIdempotencyKeyIsTheSameForAllAttemptsOfACall() {
        Uni<String> call = keyed.request(InvokeMethodParameters.of("x").binding("verb", "POST"));
        assertThat(Calls.item(call)).isEqualTo("ok");
        List<String> keys = threeRequests("idempotency-key");
        assertThat(keys).hasSize(3);
        assertThat(keys.get(0)).startsWith("\"").endsWith("\"");
        assertThat(UUID.fromString(keys.get(0).substring(1, 37)).version()).isEqualTo(4);
        assertThat(keys).containsOnly(keys.get(0));
        assertThat(Calls.sent(call).header("idempotency-key")).singleElement().isNotEqualTo(keys.get(0));
    }

    @Test
    void aKeyIsForVerbsThatAreNotIdempotent() {
        for (String verb : List.of("POST", "patch")) {
            sidecar.answer(RawSidecar.ok("ok"));
            assertThat(Calls.sent(keyed.request(InvokeMethodParameters.of("x").binding("verb", verb)))
                    .header("idempotency-key")).hasSize(1);
        }
        for (String verb : List.of("GET", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE")) {
            sidecar.answer(RawSidecar.ok("ok"));
            assertThat(Calls.sent(keyed.send(InvokeMethodParameters.of("x").binding("verb", verb)))
                    .header("idempotency-key")).as(verb).isEmpty();
        }
    }

    @Test
    void aKeyOfTheCallStays() {
        assertThat(Calls.item(keyed.request(InvokeMethodParameters.of("x").binding("verb", "POST")
                .header("Idempotency-Key", "\"own\"")))).isEqualTo("ok");
        assertThat(threeRequests("idempotency-key")).containsExactly("\"own\"", "\"own\"", "\"own\"");
    }

    @Test
    void aFilterThatFailsBeforeAFurtherAttemptEndsTheCall() {
        filter.runs(call -> call.attempt() == 2 ? Uni.createFrom().failure(new IllegalStateException("no token"))
                : Uni.createFrom().voidItem(), true);
        InvocationFilterException failure = Calls.failure(InvocationFilterException.class, emitter.request("x"));
        assertThat(failure).hasMessage(
                "The filter " + ScriptedFilter.class.getName() + " failed, so PUT shop/m was not sent again")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(failure.mayHaveBeenSent()).isTrue();
        sidecar.next();
        assertThat(sidecar.pending()).isZero();
    }

    @Test
    void allAttemptsShareTheTimeoutThatItSets() {
        sidecar.answer(RawSidecar.inTurn(RawSidecar.reply(503, "", ""), RawSidecar.silence()));
        ConcurrentLinkedQueue<Duration> timeouts = new ConcurrentLinkedQueue<>();
        filter.runs(call -> {
            timeouts.add(call.timeout());
            call.timeout(Duration.ofMillis(500));
            return Uni.createFrom().voidItem();
        }, true);
        assertThat(Calls.failure(InvocationTimeoutException.class, emitter.request("x")))
                .hasMessage("PUT shop/m did not end within 500 ms");
        assertThat(timeouts).containsExactly(Duration.ofSeconds(60), Duration.ofMillis(500));
    }
}
