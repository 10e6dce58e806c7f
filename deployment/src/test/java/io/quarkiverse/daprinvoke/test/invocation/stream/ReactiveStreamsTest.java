package io.quarkiverse.daprinvoke.test.invocation.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.TestEnvironment.ManualSubscriber;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar.Request;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * Streamed responses keep the rules of Reactive Streams for publishers: the tests of its TCK, for responses that come from a
 * server.
 */
class ReactiveStreamsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    /** The tests of the TCK that are not generated here, by the beginning of their names, and why. */
    private static final Map<String, String> NOT_VERIFIED = Map.of(
            "untested_", "The TCK itself cannot verify them, and has only their names",
            "optional_spec111_", "A reply is read by one subscriber; other tests show that a second one gets an error",
            "optional_spec309_", "The failure is that of all streams of Mutiny, whose message does not quote the rule");

    private static final int VERIFIED = 25;

    /** For what must come. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** For what must not come. It is not a limit for anything, so a busy machine does not matter. */
    private static final Duration SILENCE = Duration.ofMillis(50);

    private static final String BROKEN = "broken";

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "digits", methodName = "chunks/{count}", httpVerb = "get")
    RequestEmitter<Void, Multi<Buffer>> chunks;

    @Inject
    @DaprInvoke(appId = "digits", methodName = "values/{count}", httpVerb = "get")
    RequestEmitter<Void, Multi<Integer>> values;

    @BeforeEach
    void answer() {
        SharedSidecar.get().answer(ReactiveStreamsTest::answer);
    }

    /** One digit after the other, as chunks or as lines, until there are enough or the client has gone. */
    private static boolean answer(Request request, OutputStream out) throws IOException {
        String path = request.requestLine().split(" ")[1];
        String count = path.substring(path.lastIndexOf('/') + 1);
        String chunk = path.contains("/values/") ? "2\r\n7\n\r\n" : "1\r\n7\r\n";
        write(out, "HTTP/1.1 200 X\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
        if (count.equals(BROKEN)) {
            return false;
        }
        for (long i = 0; i < Long.parseLong(count); i++) {
            write(out, chunk);
        }
        write(out, "0\r\n\r\n");
        return true;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @TestFactory
    Stream<DynamicTest> chunks() {
        return rules(count -> reply(chunks, count));
    }

    @TestFactory
    Stream<DynamicTest> values() {
        return rules(count -> reply(values, count));
    }

    /** Subscribed to as the operators of Mutiny do it, so that nothing of Mutiny is between the response and the subscriber. */
    @TestFactory
    Stream<DynamicTest> chunksForOperatorsOfAWorker() {
        Context worker = worker();
        return rules(count -> subscribedToDirectly(replyOn(worker, chunks, count)));
    }

    @TestFactory
    Stream<DynamicTest> valuesForOperatorsOfAWorker() {
        Context worker = worker();
        return rules(count -> subscribedToDirectly(replyOn(worker, values, count)));
    }

    @Test
    void allRulesAreAccountedFor() {
        assertThat(verified()).hasSize(VERIFIED);
        assertThat(NOT_VERIFIED.keySet())
                .allSatisfy(prefix -> assertThat(methods()).anyMatch(rule -> rule.getName().startsWith(prefix)));
    }

    private static <X> Uni<Multi<X>> call(RequestEmitter<Void, Multi<X>> emitter, String count) {
        return emitter.request(InvokeMethodParameters.none().binding("count", count).timeout(PATIENCE));
    }

    private static <X> Multi<X> reply(RequestEmitter<Void, Multi<X>> emitter, String count) {
        return Calls.item(call(emitter, count));
    }

    private static <X> Multi<X> replyOn(Context caller, RequestEmitter<Void, Multi<X>> emitter, String count) {
        CompletableFuture<Multi<X>> reply = new CompletableFuture<>();
        caller.runOnContext(v -> call(emitter, count).subscribe().with(reply::complete, reply::completeExceptionally));
        return Calls.item(Uni.createFrom().completionStage(reply));
    }

    private Context worker() {
        CompletableFuture<Context> worker = new CompletableFuture<>();
        vertx.deployVerticle(() -> new AbstractVerticle() {
            @Override
            public void start() {
                worker.complete(context);
            }
        }, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
        return worker.join();
    }

    private static <X> Flow.Publisher<X> subscribedToDirectly(Multi<X> reply) {
        return subscriber -> reply.subscribe(subscriber == null ? null : new MultiSubscriber<X>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(subscription);
            }

            @Override
            public void onItem(X item) {
                subscriber.onNext(item);
            }

            @Override
            public void onFailure(Throwable failure) {
                subscriber.onError(failure);
            }

            @Override
            public void onCompletion() {
                subscriber.onComplete();
            }
        });
    }

    private static List<Method> methods() {
        return Arrays.stream(Verification.class.getMethods()).filter(method -> method.getName().contains("_"))
                .sorted(Comparator.comparing(Method::getName)).toList();
    }

    private static List<Method> verified() {
        return methods().stream().filter(rule -> NOT_VERIFIED.keySet().stream().noneMatch(rule.getName()::startsWith)).toList();
    }

    private static <X> Stream<DynamicTest> rules(Function<String, Flow.Publisher<X>> replies) {
        return verified().stream().map(rule -> DynamicTest.dynamicTest(rule.getName(), () -> {
            Verification<X> verification = new Verification<>(replies);
            verification.setUp();
            try {
                rule.invoke(verification);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof SkipException) {
                    // Also means that an optional rule is not kept
                    throw new AssertionError(e.getCause());
                }
                throw e.getCause();
            }
        }));
    }

    /** The rules, as its methods. */
    private static final class Verification<X> extends FlowPublisherVerification<X> {

        private final Function<String, Flow.Publisher<X>> replies;
        private final TestEnvironment environment;

        Verification(Function<String, Flow.Publisher<X>> replies) {
            this(replies, new TestEnvironment(PATIENCE.toMillis(), SILENCE.toMillis(), SILENCE.toMillis()));
        }

        private Verification(Function<String, Flow.Publisher<X>> replies, TestEnvironment environment) {
            super(environment);
            this.replies = replies;
            this.environment = environment;
        }

        @Override
        public Flow.Publisher<X> createFlowPublisher(long elements) {
            return replies.apply(String.valueOf(elements));
        }

        @Override
        public Flow.Publisher<X> createFailedFlowPublisher() {
            return replies.apply(BROKEN);
        }

        /** As that of the TCK, which allows the garbage collector 100 milliseconds. */
        @Override
        public void required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber() throws Throwable {
            activePublisherTest(3, false, publisher -> {
                WeakReference<?> subscriber = readOneAndCancel(publisher);
                await().atMost(PATIENCE).until(() -> {
                    System.gc();
                    return subscriber.get() == null;
                });
                // So that it is the publisher that might have held it
                assertThat(publisher).isNotNull();
            });
        }

        private WeakReference<?> readOneAndCancel(Publisher<X> publisher) throws InterruptedException {
            ManualSubscriber<X> subscriber = environment.newManualSubscriber(publisher);
            subscriber.request(1);
            subscriber.nextElement();
            subscriber.cancel();
            return new WeakReference<>(subscriber);
        }
    }
}
