package io.quarkiverse.daprinvoke.test.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationFilterException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.support.Arrival;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * A filter that fails, or does not end: the call has one outcome, on its context, and nothing is sent.
 */
class FailingFilterTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(ScriptedFilter.class, Arrival.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.max-attempts", "3")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.initial-back-off", "1ms");

    private static final int MAX_CALLS = 20;

    private static final String REQUEST_LINE = "PUT /v1.0/invoke/shop/method/m HTTP/1.1";

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    ScriptedFilter filter;

    @Inject
    Vertx vertx;

    @Inject
    SidecarClient client;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "PUT")
    RequestEmitter<String, String> emitter;

    @Inject
    @DaprInvoke(name = "uncreated", appId = "shop", methodName = "m", httpVerb = "PUT")
    RequestEmitter<String, String> uncreated;

    @ForEmitters("uncreated")
    @Dependent
    static class Uncreated implements InvocationFilter {

        Uncreated() {
            throw new IllegalStateException("no");
        }

        @Override
        public Uni<Void> filter(OutgoingInvocation call) {
            return Uni.createFrom().voidItem();
        }
    }

    @BeforeEach
    void reset() {
        filter.reset();
        sidecar.answer(RawSidecar.ok("ok"));
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(client.inFlight().count()).isZero();
    }

    private static Function<OutgoingInvocation, Uni<Void>> script(String behaviour) {
        return call -> {
            call.header("x-half", "done");
            return switch (behaviour) {
                case "throws" -> throw new IllegalStateException("no");
                case "throws an error" -> throw new StackOverflowError();
                case "returns null" -> null;
                case "fails" -> Uni.createFrom().failure(new IllegalStateException("no"));
                case "fails with an error" -> Uni.createFrom().failure(new AssertionError("no"));
                case "fails later" -> Uni.createFrom().<Void> failure(new IllegalStateException("no"))
                        .onSubscription().call(() -> Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(5)));
                case "fails as another call" -> Uni.createFrom().failure(new InvocationTimeoutException(call.target(),
                        Duration.ofSeconds(1), true));
                case "has a Uni that throws" -> new AbstractUni<>() {
                    @Override
                    public void subscribe(UniSubscriber<? super Void> subscriber) {
                        throw new IllegalStateException("no");
                    }
                };
                case "sets a refused header" -> {
                    call.header("dapr-app-id", "evil");
                    yield Uni.createFrom().voidItem();
                }
                default -> throw new AssertionError(behaviour);
            };
        };
    }

    @ParameterizedTest
    @ValueSource(strings = { "throws", "throws an error", "returns null", "fails", "fails with an error", "fails later",
            "fails as another call", "has a Uni that throws", "sets a refused header" })
    void failsTheCall(String behaviour) throws Exception {
        filter.runs(script(behaviour));
        InvocationFilterException failure = Calls.failure(InvocationFilterException.class, emitter.request("x"));
        assertThat(failure).hasMessage(
                "The filter " + ScriptedFilter.class.getName() + " failed, so PUT shop/m was not sent");
        assertThat(failure.getCause()).isNotNull();
        assertThat(failure.mayHaveBeenSent()).isFalse();
        Calls.assertTarget(failure, "PUT", "shop", "m");
        Context context = ((VertxInternal) vertx).createEventLoopContext();
        assertThat(Arrival.on(context, emitter.request("x")))
                .isEqualTo(new Arrival("InvocationFilterException", context, true, false));
        filter.reset();
        Calls.assertNothingSentBefore(emitter.request("x"), REQUEST_LINE);
    }

    @Test
    void ifItsBeanCannotBeCreated() {
        assertThat(Calls.failure(InvocationFilterException.class, uncreated.request("x")))
                .hasMessage("The filter " + Uncreated.class.getName() + " failed, so PUT shop/m was not sent")
                .hasStackTraceContaining("IllegalStateException: no");
        Calls.assertNothingSentBefore(emitter.request("x"), REQUEST_LINE);
    }

    @Test
    void whatItsCauseSaysIsPrintableAndNotPartOfTheMessage() {
        filter.runs(call -> Uni.createFrom().failure(new IllegalStateException("secret\r\nline")));
        InvocationFilterException failure = Calls.failure(InvocationFilterException.class, emitter.request("x"));
        assertThat(failure.getMessage()).doesNotContain("secret");
        assertThat(failure.getCause().getMessage()).doesNotContain("\n");
    }

    @Test
    void thatNeverEndsIsEndedByTheTimeoutOnTheContextOfTheCall() throws Exception {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        filter.runs(call -> Uni.createFrom().<Void> nothing().onCancellation().invoke(() -> cancelled.complete(null)));
        Context context = ((VertxInternal) vertx).createEventLoopContext();
        Uni<String> call = emitter.request(InvokeMethodParameters.of("x").timeout(Duration.ofMillis(500)));
        // The timeout may pass before a busy machine comes to the filter
        for (int i = 0; i < MAX_CALLS && !cancelled.isDone(); i++) {
            assertThat(Arrival.on(context, call)).isEqualTo(new Arrival("InvocationTimeoutException", context, true, false));
        }
        assertThat(cancelled).isDone();
        InvocationTimeoutException failure = Calls.failure(InvocationTimeoutException.class, call);
        assertThat(failure).hasMessage("PUT shop/m did not end within 500 ms");
        assertThat(failure.mayHaveBeenSent()).isFalse();
        filter.reset();
        Calls.assertNothingSentBefore(emitter.request("x"), REQUEST_LINE);
    }

    @Test
    void thatEndsAfterTheTimeoutIsIgnored() {
        AtomicReference<UniEmitter<? super Void>> late = new AtomicReference<>();
        filter.runs(call -> Uni.createFrom().<Void> emitter(late::set));
        // The timeout may pass before a busy machine comes to the filter
        for (int i = 0; i < MAX_CALLS && late.get() == null; i++) {
            Calls.failure(InvocationTimeoutException.class,
                    emitter.request(InvokeMethodParameters.of("x").timeout(Duration.ofMillis(500))));
        }
        late.get().complete(null);
        filter.reset();
        Calls.assertNothingSentBefore(emitter.request("x"), REQUEST_LINE);
    }

    @Test
    void isCancelledWithTheCall() throws Exception {
        CountDownLatch subscribed = new CountDownLatch(1);
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        AtomicReference<UniEmitter<? super Void>> late = new AtomicReference<>();
        filter.runs(call -> Uni.createFrom().<Void> emitter(emitter -> {
            late.set(emitter);
            subscribed.countDown();
        }).onCancellation().invoke(() -> cancelled.complete(null)));
        Cancellable call = emitter.request("x").subscribe().with(reply -> {
        });
        assertThat(subscribed.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(client.inFlight().count()).isEqualTo(1);
        call.cancel();
        assertThat(cancelled).succeedsWithin(20, TimeUnit.SECONDS);
        late.get().complete(null);
        filter.reset();
        Calls.assertNothingSentBefore(emitter.request("x"), REQUEST_LINE);
    }

    @Test
    void isNotAskedIfThePayloadOrTheTargetIsInvalid() {
        AtomicReference<Boolean> asked = new AtomicReference<>(false);
        filter.runs(call -> {
            asked.set(true);
            return Uni.createFrom().voidItem();
        });
        assertThat(Calls.item(emitter.request(InvokeMethodParameters.of("x").appId("a/b")).onFailure()
                .recoverWithItem(failure -> failure.getClass().getSimpleName()))).isEqualTo("InvalidInvocationTargetException");
        assertThat(asked).hasValue(false);
    }

    @Test
    void aCallWhoseFilterSucceedsFailsAsOthersDo() {
        sidecar.answer(RawSidecar.reply(404, "", ""));
        filter.runs(call -> Uni.createFrom().<Void> nullItem().emitOn(task -> new Thread(task).start()));
        assertThat(Calls.failure(InvocationStatusException.class, emitter.request("x")).statusCode()).isEqualTo(404);
    }
}
