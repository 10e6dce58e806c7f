package io.quarkiverse.daprinvoke.test.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * The notifications of an observer of a call, and their order.
 */
class ObservedCallTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Notes.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.again.retry.max-attempts", "2")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.again.retry.initial-back-off", "1ms");

    private static final String TARGET = "target POST shop/m";

    final RawSidecar sidecar = SharedSidecar.get();
    final String begin = "begin shop on " + Thread.currentThread().getId();

    @Inject
    Notes notes;

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Object, String> emitter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "ignored")
    RequestEmitter<String, String> ignored;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "{method}")
    RequestEmitter<String, String> any;

    @Inject
    @DaprInvoke(name = "again", appId = "shop", methodName = "m", httpVerb = "put")
    RequestEmitter<String, String> again;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, Multi<Buffer>> streaming;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, Multi<Integer>> values;

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok("reply"));
        notes.add();
        notes.forget();
    }

    @Test
    void withAReply() throws Exception {
        Uni<String> call = emitter.request("x");
        assertThat(notes.take(0)).isEmpty();
        Calls.item(call.onItem().invoke(item -> notes.note("item")));
        assertThat(notes.take(8)).containsExactly(begin, TARGET, "headers", "attempt", "connected", "status 200", "completed",
                "item");
        // Each subscription is a call
        Calls.item(call);
        assertThat(notes.take(7)).containsExactly(begin, TARGET, "headers", "attempt", "connected", "status 200", "completed");
    }

    @Test
    void withAnyStatus() throws Exception {
        sidecar.answer(RawSidecar.reply(404, "text/plain", "no"));
        Calls.item(emitter.exchange(InvokeMethodParameters.of("x")));
        assertThat(notes.take(7)).containsExactly(begin, TARGET, "headers", "attempt", "connected", "status 404", "completed");
    }

    @Test
    void withAnUnwantedStatus() throws Exception {
        sidecar.answer(RawSidecar.reply(404, "text/plain", "no"));
        Calls.failure(InvocationStatusException.class, emitter.request("x").onFailure().invoke(e -> notes.note("told")));
        assertThat(notes.take(8)).containsExactly(begin, TARGET, "headers", "attempt", "connected", "status 404",
                "failed InvocationStatusException",
                "told");
    }

    @Test
    void withATargetThatIsInvalid() throws Exception {
        Calls.failure(InvalidInvocationTargetException.class, any.request("x"));
        assertThat(notes.take(2)).containsExactly(begin, "failed InvalidInvocationTargetException");
    }

    @Test
    void withAPayloadThatCannotBeEncoded() throws Exception {
        Calls.failure(PayloadEncodingException.class, emitter.request(new Object()));
        assertThat(notes.take(3)).containsExactly(begin, TARGET, "failed PayloadEncodingException");
    }

    @Test
    void thatTimesOut() throws Exception {
        sidecar.answer(RawSidecar.silence());
        Calls.failure(InvocationTimeoutException.class,
                emitter.request(InvokeMethodParameters.<Object> of("x").timeout(Duration.ofMillis(1500))));
        assertThat(notes.take(6)).containsExactly(begin, TARGET, "headers", "attempt", "connected",
                "failed InvocationTimeoutException");
    }

    @Test
    void thatIsTriedAgain() throws Exception {
        notes.add("x-trace", "t1");
        sidecar.answer(RawSidecar.inTurn(RawSidecar.reply(503, "", ""), RawSidecar.ok("reply")));
        Calls.item(again.request("x"));
        assertThat(notes.take(10)).containsExactly(begin, "target PUT shop/m", "headers", "attempt", "connected", "status 503",
                "attempt", "connected", "status 200",
                "completed");
        assertThat(sidecar.next().header("x-trace")).containsExactly("t1");
        assertThat(sidecar.next().header("x-trace")).containsExactly("t1");
    }

    @Test
    void thatFailsAtEachAttempt() throws Exception {
        sidecar.answer(RawSidecar.hangUp());
        assertThatThrownBy(() -> Calls.item(again.request("x"))).hasMessageContaining("lost before the response");
        assertThat(notes.take(8)).containsExactly(begin, "target PUT shop/m", "headers", "attempt", "connected", "attempt",
                "connected", "failed SidecarUnavailableException");
    }

    @Test
    void thatIsCancelled() throws Exception {
        sidecar.answer(RawSidecar.silence());
        Cancellable call = emitter.request("x").subscribe().with(item -> notes.note("item"), e -> notes.note("told"));
        int connection = sidecar.next().connection();
        call.cancel();
        assertThat(notes.take(6)).containsExactly(begin, TARGET, "headers", "attempt", "connected", "cancelled");
        sidecar.awaitClosed(connection);
        assertThat(notes.take(0)).isEmpty();
    }

    @Test
    void whoseSubscriberThrows() throws Exception {
        assertThatThrownBy(() -> emitter.request("x").subscribe().withSubscriber(new UniSubscriber<String>() {
            @Override
            public void onSubscribe(UniSubscription subscription) {
                throw new IllegalStateException("no");
            }

            @Override
            public void onItem(String item) {
            }

            @Override
            public void onFailure(Throwable failure) {
            }
        })).hasMessage("no");
        assertThat(notes.take(4)).containsExactly(begin, TARGET, "headers", "failed IllegalStateException");
    }

    @Test
    void withAStreamedReply() throws Exception {
        Multi<Buffer> reply = Calls.item(streaming.request("x"));
        assertThat(notes.take(6)).containsExactly(begin, TARGET, "headers", "attempt", "connected", "status 200");
        reply.onCompletion().invoke(() -> notes.note("end")).collect().last().await().atMost(Duration.ofSeconds(30));
        assertThat(notes.take(2)).containsExactly("completed", "end");
    }

    @Test
    void withAStreamedReplyThatNobodyWantsTheRestOf() throws Exception {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 200 X\r\nContent-Length: 10\r\n\r\n", (byte) 'a'));
        Calls.item(streaming.request("x")).subscribe().withSubscriber(AssertSubscriber.create(1)).awaitItems(1).cancel();
        assertThat(notes.take(7)).containsExactly(begin, TARGET, "headers", "attempt", "connected", "status 200", "cancelled");
    }

    @Test
    void withAStreamedReplyThatIsCutShort() throws Exception {
        sidecar.answer((request, out) -> {
            RawSidecar.raw("HTTP/1.1 200 X\r\nContent-Length: 10\r\n\r\n", (byte) 'a').to(request, out);
            return false;
        });
        Calls.item(streaming.request("x")).subscribe().withSubscriber(AssertSubscriber.create(9)).awaitFailure()
                .assertFailedWith(IncompleteResponseException.class);
        assertThat(notes.take(7)).containsExactly(begin, TARGET, "headers", "attempt", "connected", "status 200",
                "failed IncompleteResponseException");
    }

    private AssertSubscriber<Integer> readValues(String body) throws Exception {
        sidecar.answer(RawSidecar.reply(200, "application/x-ndjson", body));
        AssertSubscriber<Integer> reader = Calls.item(values.request("x")).subscribe()
                .withSubscriber(AssertSubscriber.create(1));
        reader.awaitItems(1).assertItems(1);
        assertThat(notes.take(6)).containsExactly(begin, TARGET, "headers", "attempt", "connected", "status 200");
        return reader;
    }

    @Test
    void withAStreamOfValues() throws Exception {
        AssertSubscriber<Integer> reader = readValues("1\n2\n");
        // The body has come whole, but has not been read
        reader.request(1).awaitCompletion();
        assertThat(notes.take(1)).containsExactly("completed");
    }

    @Test
    void withAStreamOfValuesThatNobodyWantsTheRestOf() throws Exception {
        readValues("1\n2\n").cancel();
        assertThat(notes.take(1)).containsExactly("cancelled");
    }

    @Test
    void withAStreamOfValuesOfWhichOneCannotBeRead() throws Exception {
        readValues("1\nno\n").request(1).awaitFailure();
        assertThat(notes.take(1)).containsExactly("failed ResponseDecodingException");
    }

    @Test
    void withAStreamOfValuesThatBreaksOff() throws Exception {
        sidecar.answer(RawSidecar.reply(200, "application/x-ndjson", "1\n["));
        Calls.item(values.request("x")).subscribe().withSubscriber(AssertSubscriber.create(1)).awaitFailure().assertItems(1);
        assertThat(notes.take(7)).containsExactly(begin, TARGET, "headers", "attempt", "connected", "status 200",
                "failed IncompleteResponseException");
    }

    /**
     * @return a call whose item is there
     */
    private static <X> Started<X> start(Uni<X> call) throws Exception {
        Started<X> started = new Started<>(new CompletableFuture<>(), new CompletableFuture<>());
        call.subscribe().withSubscriber(started);
        started.item().get(30, TimeUnit.SECONDS);
        return started;
    }

    private record Started<X>(CompletableFuture<UniSubscription> subscription,
            CompletableFuture<X> item) implements UniSubscriber<X> {
        @Override
        public void onSubscribe(UniSubscription call) {
            subscription.complete(call);
        }

        @Override
        public void onItem(X arrived) {
            item.complete(arrived);
        }

        @Override
        public void onFailure(Throwable failure) {
            item.completeExceptionally(failure);
        }
    }

    @Test
    void whoseStreamedReplyIsCancelledBeforeItIsRead() throws Exception {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 200 X\r\nContent-Length: 10\r\n\r\n", (byte) 'a'));
        start(streaming.request("x")).subscription().join().cancel();
        assertThat(notes.take(7)).containsExactly(begin, TARGET, "headers", "attempt", "connected", "status 200", "cancelled");
    }

    @Test
    void whoseStreamedReplyIsReadThoughTheCallIsCancelled() throws Exception {
        Started<Multi<Buffer>> call = start(streaming.request("x"));
        AssertSubscriber<Buffer> reader = call.item().join().subscribe().withSubscriber(AssertSubscriber.create(0));
        call.subscription().join().cancel();
        assertThat(notes.take(6)).containsExactly(begin, TARGET, "headers", "attempt", "connected", "status 200");
        reader.request(9).awaitCompletion();
        assertThat(notes.take(1)).containsExactly("completed");
    }

    @Test
    void thatIsCancelledWhenItIsOver() throws Exception {
        start(emitter.request("x")).subscription().join().cancel();
        assertThat(notes.take(7)).containsExactly(begin, TARGET, "headers", "attempt", "connected", "status 200", "completed");
    }

    @Test
    void thatIsOfNoInterest() throws Exception {
        assertThat(Calls.item(ignored.request("x"))).isEqualTo("reply");
        assertThat(notes.take(0)).isEmpty();
    }

    @Test
    void itsHeadersReplaceThoseOfTheCall() {
        notes.add("traceparent", "00-own-01", "x-new", "first", "X-New", "second");
        RawSidecar.Request request = Calls.sent(emitter.send(InvokeMethodParameters.<Object> of("x")
                .header("TraceParent", "00-other-01").header("x-kept", "1")));
        assertThat(request.header("traceparent")).containsExactly("00-own-01");
        assertThat(request.header("x-kept")).containsExactly("1");
        assertThat(request.header("x-new")).containsExactly("second");
    }

    @Test
    void ofHeadersThatACallMayNotCarryNoneIsSent() {
        List<String> problems = new ArrayList<>();
        for (String name : List.of("dapr-app-id", "dapr-api-token", "content-type")) {
            notes.add("x-before", "1", name, "other", "x-after", "1");
            RawSidecar.Request request = Calls.sent(emitter.send("x"));
            problems.addAll(request.header(name).stream().filter("other"::equals).toList());
            assertThat(request.header("x-before")).containsExactly("1");
            assertThat(request.header("x-after")).isEmpty();
        }
        assertThat(problems).isEmpty();
    }

    /** A worker verticle with a dedicated pool, whose threads are gone when the outcome arrives. */
    @Test
    void ofAVerticleThatIsUndeployed() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        sidecar.answer((request, out) -> released.await(60, TimeUnit.SECONDS) && RawSidecar.ok("reply").to(request, out));
        CompletableFuture<String> reply = new CompletableFuture<>();
        AtomicReference<Cancellable> toCancel = new AtomicReference<>();
        String verticle = vertx.deployVerticle(new AbstractVerticle() {
            @Override
            public void start() {
                emitter.request("replied").subscribe().with(reply::complete, reply::completeExceptionally);
                toCancel.set(emitter.request("cancelled").subscribe().with(item -> {
                }));
            }
        }, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER).setWorkerPoolName("own").setWorkerPoolSize(1))
                .toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        sidecar.next();
        sidecar.next();
        vertx.undeploy(verticle).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        toCancel.get().cancel();
        released.countDown();
        assertThat(reply.get(30, TimeUnit.SECONDS)).isEqualTo("reply");
        // Of each call its begin, target, headers, attempt, connection and outcome, and the status of one
        List<String> told = notes.take(13);
        assertThat(told).filteredOn("completed"::equals).hasSize(1);
        assertThat(told).filteredOn("cancelled"::equals).hasSize(1);
    }
}
