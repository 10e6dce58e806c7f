package io.quarkiverse.daprinvoke.test.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObservation;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObserver;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * The data of a call that a filter can read and change.
 */
class FilterTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(ScriptedFilter.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "secret")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.notes.propagate-headers", "x-tenant");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    ScriptedFilter filter;

    @Inject
    @DaprInvoke(name = "items", appId = "shop", methodName = "items/{id}?fields=all", httpVerb = "put")
    Emitter<Order> items;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "create")
    Emitter<Object> unnamed;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "slow")
    RequestEmitter<String, String> slow;

    public record Order(String id) {
    }

    /** Simulates the traces of a call. */
    @Singleton
    static class Traces implements CallObserver {
        @Override
        public CallObservation begin(ObservedEmitter emitter) {
            return new CallObservation() {
                @Override
                public void headers(BiConsumer<String, String> headers) {
                    headers.accept("traceparent", "00-own");
                }

                @Override
                public void completed() {
                }

                @Override
                public void failed(Throwable failure) {
                }

                @Override
                public void cancelled() {
                }
            };
        }
    }

    @Path("/")
    public static class Notes {

        @Inject
        @DaprInvoke(name = "notes", appId = "shop", methodName = "note")
        Emitter<String> notes;

        @GET
        public Uni<Void> note() {
            return notes.send("x");
        }
    }

    @BeforeEach
    void reset() {
        sidecar.answer(RawSidecar.ok("ok"));
        filter.reset();
    }

    private void filters(Consumer<OutgoingInvocation> filtering) {
        filter.runs(call -> {
            filtering.accept(call);
            return Uni.createFrom().voidItem();
        });
    }

    private <X> X seen(Uni<?> call, Function<OutgoingInvocation, X> member) {
        AtomicReference<X> seen = new AtomicReference<>();
        filters(filtered -> seen.set(member.apply(filtered)));
        Calls.item(call);
        return seen.get();
    }

    @Test
    void seesEachMemberOfACall() {
        InvokeMethodParameters<Order> parameters = InvokeMethodParameters.of(new Order("7")).binding("id", "a b")
                .query("q", "green tea").header("X-Own", "1").header("x-own", "2").timeout(Duration.ofSeconds(20));
        Uni<Void> call = items.send(parameters);

        assertThat((Object) seen(call, OutgoingInvocation::emitterName)).isEqualTo("items");
        assertThat((Object) seen(call, OutgoingInvocation::target)).isEqualTo(new InvocationTarget("shop", "items/a b", "PUT"));
        assertThat((Object) seen(call, OutgoingInvocation::template))
                .isEqualTo(new InvocationTarget("shop", "items/{id}", "PUT"));
        assertThat((Object) seen(call, OutgoingInvocation::query)).isEqualTo("fields=all&q=green%20tea");
        assertThat((Object) seen(call, OutgoingInvocation::parameters)).isSameAs(parameters);
        assertThat((Object) seen(call, OutgoingInvocation::body)).hasToString("{\"id\":\"7\"}");
        assertThat(this.<List<Parameter>> seen(call, OutgoingInvocation::headers)).containsExactly(new Parameter("X-Own", "1"),
                new Parameter("x-own", "2"), new Parameter("traceparent", "00-own"));
        assertThat((Object) seen(call, filtered -> filtered.header("X-OWN"))).isEqualTo("1");
        assertThat((Object) seen(call, filtered -> filtered.header("x-other"))).isNull();
        assertThat((Object) seen(call, OutgoingInvocation::attempt)).isEqualTo(1);
        assertThat((Object) seen(call, OutgoingInvocation::timeout)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void seesWhatACallDoesNotHave() {
        assertThat((Object) seen(unnamed.send(), OutgoingInvocation::emitterName)).isEqualTo("");
        assertThat((Object) seen(unnamed.send(), OutgoingInvocation::query)).isNull();
        assertThat((Object) seen(unnamed.send(), OutgoingInvocation::body)).isNull();
        assertThat((Object) seen(unnamed.send(), call -> call.parameters().body())).isNull();
        assertThat((Object) seen(unnamed.send(Multi.createFrom().item(Buffer.buffer("x"))), OutgoingInvocation::body)).isNull();
        assertThat((Object) seen(unnamed.send(), OutgoingInvocation::timeout)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void seesTheHeadersOfTheCurrentRequest() {
        AtomicReference<String> tenant = new AtomicReference<>();
        filters(call -> tenant.set(call.header("x-tenant")));
        RestAssured.given().header("X-Tenant", "acme").get("/").then().statusCode(204);
        assertThat(tenant).hasValue("acme");
    }

    @Test
    void replacesAllValuesOfAHeader() {
        filters(call -> call.header("X-A", "new").header("x-added", "1").header("x-added", "2"));
        RawSidecar.Request request = Calls.sent(unnamed.send(InvokeMethodParameters.<Object> of("x").header("x-a", "1")
                .header("x-b", "2").header("x-A", "3")));
        assertThat(request.header("x-a")).containsExactly("new");
        assertThat(request.header("x-b")).containsExactly("2");
        assertThat(request.header("x-added")).containsExactly("2");
        assertThat(request.header("content-type")).containsExactly("text/plain");
        assertThat(request.header("dapr-api-token")).containsExactly("secret");
        assertThat(request.text()).isEqualTo("x");
    }

    @Test
    void removesAHeader() {
        filters(call -> call.header("x-a", null).header("x-unknown", null).header("TraceParent", null));
        RawSidecar.Request request = Calls.sent(unnamed.send(InvokeMethodParameters.<Object> of("x").header("X-A", "1")
                .header("x-a", "2").header("x-b", "3")));
        assertThat(request.header("x-a")).isEmpty();
        assertThat(request.header("traceparent")).isEmpty();
        assertThat(request.header("x-b")).containsExactly("3");
    }

    @Test
    void mayReplaceTheHeadersOfTraces() {
        filters(call -> call.header("traceparent", "00-filter"));
        assertThat(Calls.sent(unnamed.send("x")).header("traceparent")).containsExactly("00-filter");
    }

    @Test
    void seesWhatItHasSet() {
        AtomicReference<List<Parameter>> headers = new AtomicReference<>();
        filters(call -> headers.set(call.header("x-a", "1").headers()));
        Calls.sent(unnamed.send("x"));
        assertThat(headers.get()).contains(new Parameter("x-a", "1"));
    }

    @Test
    void replacesTheTimeout() {
        sidecar.answer(RawSidecar.silence());
        filters(call -> call.timeout(Duration.ofMillis(300)));
        InvocationTimeoutException failure = Calls.failure(InvocationTimeoutException.class, slow.request("x"));
        assertThat(failure).hasMessage("POST shop/slow did not end within 300 ms");
        assertThat(failure.mayHaveBeenSent()).isTrue();
    }

    @Test
    void aLongerTimeoutCountsAsWell() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        sidecar.answer((request, out) -> released.await(30, TimeUnit.SECONDS) && RawSidecar.ok("ok").to(request, out));
        InvokeMethodParameters<String> impatient = InvokeMethodParameters.of("x").timeout(Duration.ofMillis(200));
        filters(call -> call.timeout(Duration.ofDays(1)));
        CompletableFuture<String> patient = slow.request(impatient).subscribeAsCompletionStage();
        sidecar.next();
        filter.reset();
        // This call began later and has the same timeout
        Calls.failure(InvocationTimeoutException.class, slow.request(impatient));
        released.countDown();
        assertThat(patient).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo("ok");
    }

    @Test
    void aTimeoutThatIsOverAlreadySendsNothing() {
        filter.runs(call -> {
            call.timeout(Duration.ofMillis(1));
            return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(50));
        });
        assertThat(Calls.failure(InvocationTimeoutException.class, slow.request("x")).mayHaveBeenSent()).isFalse();
        filter.reset();
        Calls.assertNothingSentBefore(slow.request("x"), "POST /v1.0/invoke/shop/method/slow HTTP/1.1");
    }
}
