package io.quarkiverse.daprinvoke.test.invocation.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
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
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.FleetingSidecar;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * The calls and failures that lead to retries if only the number of attempts is configured.
 */
class RetriedFailureTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("fleeting", FleetingSidecar.url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-wait-queue-size", "0")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-response-size", "100")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.max-attempts", "3")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.initial-back-off", "1ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.patient.retry.max-attempts", "1000000")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.patient.retry.max-back-off", "10ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.fleeting.retry.max-attempts", "1000000")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.fleeting.retry.max-back-off", "10ms");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "{verb}")
    RequestEmitter<Object, Integer> emitter;

    @Inject
    @DaprInvoke(name = "patient", appId = "shop", methodName = "m", httpVerb = "{verb}")
    RequestEmitter<Object, Integer> patient;

    @Inject
    @DaprInvoke(name = "fleeting", appId = "shop", methodName = "m", httpVerb = "{verb}", daprAddress = "${fleeting}")
    RequestEmitter<Object, Integer> toFleeting;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "{verb}", daprAddress = "${fleeting}")
    RequestEmitter<Object, Integer> toFleetingForAWhile;

    private static InvokeMethodParameters<Object> with(String verb) {
        return InvokeMethodParameters.<Object> of("x").binding("verb", verb);
    }

    private static RawSidecar.Answer answer(String outcome) {
        return switch (outcome) {
            case "lost" -> RawSidecar.hangUp();
            case "lost inside the head" -> thenHangUp("HTTP/1.1 200");
            case "no HTTP" -> thenHangUp("no HTTP at all\r\n\r\n");
            case "cut short" -> thenHangUp("HTTP/1.1 200 X\r\nContent-Length: 2\r\n\r\n1");
            case "503 cut short" -> thenHangUp("HTTP/1.1 503 X\r\nContent-Length: 2\r\n\r\n1");
            case "unreadable" -> RawSidecar.json(200, "{}");
            case "too large" -> RawSidecar.json(200, "1".repeat(101));
            default -> RawSidecar.reply(Integer.parseInt(outcome), "text/plain", "no");
        };
    }

    private static RawSidecar.Answer thenHangUp(String head) {
        return (request, out) -> {
            RawSidecar.raw(head).to(request, out);
            return false;
        };
    }

    private int attempts(RawSidecar.Request first) {
        int attempts = 1;
        while (sidecar.pending() > 0) {
            RawSidecar.Request next = sidecar.next();
            assertThat(next.requestLine()).isEqualTo(first.requestLine());
            assertThat(next.headers()).isEqualTo(first.headers());
            assertThat(next.body()).isEqualTo(first.body());
            attempts++;
        }
        return attempts;
    }

    @ParameterizedTest
    @CsvSource({ "GET,lost,3", "HEAD,lost,3", "PUT,lost,3", "DELETE,lost,3", "OPTIONS,lost,3", "POST,lost,1", "PATCH,lost,1",
            "TRACE,lost,1", "GET,lost inside the head,3", "POST,lost inside the head,1", "GET,no HTTP,3", "POST,no HTTP,1",
            "GET,429,3", "GET,502,3", "GET,503,3", "HEAD,503,3", "PUT,503,3", "DELETE,503,3", "OPTIONS,503,3", "GET,504,3",
            "GET,503 cut short,3", "POST,429,1", "POST,502,1", "POST,503,1", "POST,504,1", "PATCH,503,1", "TRACE,503,1",
            "GET,302,1", "GET,400,1", "GET,401,1", "GET,404,1", "PUT,409,1", "GET,500,1", "GET,501,1", "GET,cut short,1",
            "GET,unreadable,1", "GET,too large,1" })
    void isTriedSoOften(String verb, String outcome, int attempts) {
        sidecar.answer(answer(outcome));
        assertThat(Calls.item(emitter.request(with(verb)).map(item -> "item")
                .onFailure().recoverWithItem(failure -> failure.getClass().getSimpleName()))).endsWith("Exception");
        assertThat(attempts(sidecar.next())).isEqualTo(attempts);
    }

    @ParameterizedTest
    @CsvSource({ "lost", "503" })
    void theItemIsThatOfTheAttemptThatSucceeds(String outcome) {
        sidecar.answer(RawSidecar.inTurn(answer(outcome), answer(outcome), RawSidecar.json(200, "7")));
        assertThat(Calls.item(emitter.request(with("PUT")))).isEqualTo(7);
        assertThat(attempts(sidecar.next())).isEqualTo(3);
        sidecar.answer(RawSidecar.inTurn(answer(outcome), RawSidecar.reply(204, "", "")));
        assertThat(Calls.item(emitter.send(with("PUT")))).isNull();
        assertThat(attempts(sidecar.next())).isEqualTo(2);
    }

    @Test
    void theFailureIsThatOfTheLastAttemptAndHoldsNoOther() {
        sidecar.answer(RawSidecar.inTurn(answer("502"), answer("lost"), answer("503"), answer("504")));
        assertThat(Calls.failure(InvocationStatusException.class, emitter.request(with("PUT"))))
                .hasMessage("PUT shop/m was answered with status 503").hasNoCause().hasNoSuppressedExceptions();
        assertThat(attempts(sidecar.next())).isEqualTo(3);
    }

    @Test
    void anotherFailureEndsTheCall() {
        sidecar.answer(RawSidecar.inTurn(answer("503"), answer("404"), answer("200")));
        assertThat(Calls.failure(InvocationStatusException.class, emitter.request(with("PUT"))).statusCode()).isEqualTo(404);
        assertThat(attempts(sidecar.next())).isEqualTo(2);
    }

    @Test
    void eachSubscriptionHasAttemptsOfItsOwn() {
        sidecar.answer(answer("503"));
        Uni<Integer> call = emitter.request(with("GET"));
        for (int i = 0; i < 2; i++) {
            Calls.failure(InvocationStatusException.class, call);
            assertThat(attempts(sidecar.next())).isEqualTo(3);
        }
    }

    @Test
    void aStatusIsAnAnswerToAnExchange() {
        sidecar.answer(answer("503"));
        assertThat(Calls.item(emitter.exchange(with("GET"))).statusCode()).isEqualTo(503);
        assertThat(attempts(sidecar.next())).isEqualTo(1);
        sidecar.answer(RawSidecar.inTurn(answer("lost"), answer("503")));
        InvokeResponse<Integer> response = Calls.item(emitter.exchange(with("GET")));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.bytes()).hasToString("no");
        assertThat(attempts(sidecar.next())).isEqualTo(2);
    }

    @Test
    void aPayloadThatCannotBeEncodedIsNotTriedAgain() {
        sidecar.answer(answer("200"));
        Unreadable payload = new Unreadable();
        Calls.failure(PayloadEncodingException.class,
                emitter.send(InvokeMethodParameters.<Object> of(payload).binding("verb", "GET")));
        assertThat(payload.read).isEqualTo(1);
        assertThat(sidecar.pending()).isZero();
    }

    @ParameterizedTest
    @CsvSource({ "POST", "PATCH", "GET" })
    void whatFoundNobodyIsTriedAgainWhateverItsVerb(String verb) throws Exception {
        CompletableFuture<Integer> call = toFleeting.request(with(verb)).subscribeAsCompletionStage();
        // In its first attempt, or in one of those that follow
        assertThat(call).isNotDone();
        RawSidecar opened = FleetingSidecar.open(RawSidecar.json(200, "7"));
        try {
            assertThat(call).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo(7);
            assertThat(opened.next().text()).isEqualTo("x");
            assertThat(opened.pending()).isZero();
        } finally {
            FleetingSidecar.close(opened);
        }
    }

    @Test
    void whatFoundTheQueueFullIsTriedAgainWhateverItsVerb() {
        CountDownLatch released = new CountDownLatch(1);
        sidecar.answer((request, out) -> released.await(20, TimeUnit.SECONDS) && RawSidecar.json(200, "7").to(request, out));
        CompletableFuture<Integer> underWay = patient.request(with("POST")).subscribeAsCompletionStage();
        sidecar.next();
        Calls.failure(SidecarUnavailableException.class, emitter.request(with("POST")));
        CompletableFuture<Integer> refused = patient.request(with("POST")).subscribeAsCompletionStage();
        assertThat(refused).isNotDone();
        released.countDown();
        assertThat(underWay).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo(7);
        assertThat(refused).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo(7);
        assertThat(attempts(sidecar.next())).isEqualTo(1);
    }

    @Test
    void thatAnEarlierAttemptMayHaveBeenSentIsNotForgotten() throws Exception {
        RawSidecar opened = FleetingSidecar.open(RawSidecar.silence());
        opened.answer((request, out) -> {
            FleetingSidecar.close(opened);
            return false;
        });
        SidecarUnavailableException failure = Calls.failure(SidecarUnavailableException.class,
                toFleetingForAWhile.request(with("PUT")));
        assertThat(failure).hasMessageStartingWith(
                "The Dapr sidecar at " + FleetingSidecar.url() + " could not be reached for PUT shop/m: ");
        assertThat(failure.mayHaveBeenSent()).isTrue();
        assertThat(Calls.failure(SidecarUnavailableException.class, toFleetingForAWhile.request(with("PUT")))
                .mayHaveBeenSent()).isFalse();
    }

    @Test
    void aCallWithAnotherVerbIsNotTriedAgainOnceItWasSent() throws Exception {
        RawSidecar opened = FleetingSidecar.open(RawSidecar.hangUp());
        try {
            SidecarUnavailableException failure = Calls.failure(SidecarUnavailableException.class,
                    toFleeting.request(with("POST")));
            assertThat(failure.mayHaveBeenSent()).isTrue();
            opened.next();
            assertThat(opened.pending()).isZero();
        } finally {
            FleetingSidecar.close(opened);
        }
    }

    public static class Unreadable {
        int read;

        public String getText() {
            read++;
            throw new IllegalStateException("no text");
        }
    }
}
