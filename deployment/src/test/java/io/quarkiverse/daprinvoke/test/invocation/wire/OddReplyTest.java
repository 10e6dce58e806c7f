package io.quarkiverse.daprinvoke.test.invocation.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Bytes on a connection never reach another call: an invalid response has one outcome, and later calls receive their own
 * responses. The failure of the call is the only report: nothing is logged.
 */
class OddReplyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(OddReplies.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .setLogRecordPredicate(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue()
                    || entry.getThrown() != null)
            .assertLogRecords(entries -> assertThat(entries)
                    .extracting(entry -> entry.getLoggerName() + " " + ExtLogRecord.wrap(entry).getFormattedMessage())
                    .isEmpty());

    // Far below what a test waits for
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> post;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "head")
    RequestEmitter<Void, String> head;

    static List<Arguments> all() {
        return OddReplies.all();
    }

    static List<Arguments> complete() {
        return OddReplies.complete();
    }

    private static RawSidecar.Answer odd(RawSidecar.Answer odd) {
        return (request, out) -> (request.text().startsWith("next") ? RawSidecar.ok(request.text()) : odd).to(request, out);
    }

    private static RawSidecar.Answer odd(String... pieces) {
        return odd((request, out) -> {
            for (String piece : pieces) {
                out.write(piece.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
            return true;
        });
    }

    /** Makes a call and asserts that it has one outcome, which comes before the timeout unless it is one. */
    private String outcome(String verb) {
        return outcome(verb, "odd");
    }

    private String outcome(String verb, String payload) {
        AtomicInteger outcomes = new AtomicInteger();
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Uni<InvokeResponse<String>> call = verb.equals("HEAD")
                ? head.exchange(InvokeMethodParameters.none().timeout(TIMEOUT))
                : post.exchange(InvokeMethodParameters.of(payload).timeout(TIMEOUT));
        call.subscribe().with(reply -> {
            outcomes.incrementAndGet();
            outcome.complete(reply.statusCode() + " " + (reply.bytes().length() == 0 ? "null" : reply.bytes()));
        }, failure -> {
            outcomes.incrementAndGet();
            outcome.complete(failure.getClass().getSimpleName());
        });
        assertThat(outcome).succeedsWithin(Duration.ofSeconds(30));
        assertThat(outcomes).hasValue(1);
        return outcome.join();
    }

    /** Asserts that the next calls get what was written for them. */
    private void assertNextCalls(int connection, boolean reused) {
        for (int i = 0; i < 2; i++) {
            assertThat(Calls.item(post.request("next" + i))).isEqualTo("next" + i);
            RawSidecar.Request next = sidecar.next();
            assertThat(next.text()).isEqualTo("next" + i);
            assertThat(next.connection() == connection).isEqualTo(reused);
        }
        assertThat(sidecar.pending()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void hasOneOutcome(String name, String verb, String reply, String outcome, boolean reused) {
        sidecar.answer(odd(reply));
        assertThat(outcome(verb)).isEqualTo(outcome);
        int connection = sidecar.next().connection();
        assertNextCalls(connection, reused);
        if (!reused) {
            sidecar.awaitClosed(connection);
        }
    }

    /** Also if it comes byte by byte. */
    @ParameterizedTest
    @ValueSource(strings = { "HTTP/1.1 102 X\r\nX: y\r\n\r\nHTTP/1.1 100 X\r\n\r\n" + OddReplies.OK,
            "HTTP/1.1 103 X\r\n\r\nHTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX: y\r\n\r\n" })
    void mayBeCutAnywhere(String reply) {
        for (int i = 1; i < reply.length(); i++) {
            sidecar.answer(odd(reply.substring(0, i), reply.substring(i)));
            assertThat(outcome("POST")).isEqualTo("200 ok");
        }
        sidecar.answer(odd(reply.split("")));
        assertThat(outcome("POST")).isEqualTo("200 ok");
        assertNextCalls(sidecar.next().connection(), true);
    }

    @ParameterizedTest
    @MethodSource("complete")
    void isAllThatMayComeOnAConnection(String verb, String reply, String behind, String outcome) {
        CountDownLatch ended = new CountDownLatch(1);
        sidecar.answer(odd((request, out) -> {
            out.write(reply.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
            out.write(behind.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return true;
        }));
        assertThat(outcome(verb)).isEqualTo(outcome);
        int connection = sidecar.next().connection();
        ended.countDown();
        sidecar.awaitClosed(connection);
        assertNextCalls(connection, false);
    }

    @Test
    void isNotLoggedIfItIsAReset() {
        sidecar.answer(odd(RawSidecar.silence()));
        for (int i = 0; i < 100; i++) {
            CompletableFuture<String> lost = post.request("odd").onItemOrFailure()
                    .transform((item, failure) -> failure.getClass().getSimpleName()).subscribeAsCompletionStage();
            sidecar.next();
            sidecar.hangUpOnAll(true);
            assertThat(lost).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(OddReplies.UNREADABLE);
        }
        assertNextCalls(0, false);
    }

    /** The seed is part of each message. */
    @Test
    void reachesNoOtherCallHoweverItIsPutTogether() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Arguments> all = OddReplies.all();
        for (int i = 0; i < 150; i++) {
            String reply = (String) all.get(random.nextInt(all.size())).get()[2];
            String other = (String) all.get(random.nextInt(all.size())).get()[2];
            String mixed = cut(reply, random) + (random.nextBoolean() ? other : cut(other, random));
            CountDownLatch ended = new CountDownLatch(1);
            AtomicBoolean hungUp = new AtomicBoolean();
            sidecar.answer(odd((request, out) -> {
                out.write(mixed.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                // Some of them wait for the end
                hungUp.set(!ended.await(100, TimeUnit.MILLISECONDS));
                return !hungUp.get();
            }));
            assertThat(outcome("POST")).as("Seed %d, try %d: %s", seed, i, mixed)
                    .matches("[2-9]\\d\\d (?s:.*)|" + OddReplies.UNREADABLE + "|" + OddReplies.CUT_SHORT);
            ended.countDown();
            if (hungUp.get()) {
                // An end that comes when the next call begins may cost that call, so this one is not looked at
                outcome("POST", "next");
            }
            for (int j = 0; j < 2; j++) {
                assertThat(outcome("POST", "next" + i + j)).as("Seed %d, try %d: %s", seed, i, mixed)
                        .isEqualTo("200 next" + i + j);
            }
        }
    }

    private static String cut(String text, Random random) {
        return text.substring(0, random.nextInt(text.length() + 1));
    }
}
