package io.quarkiverse.daprinvoke.runtime.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.ResponseStream;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * A stream of values in memory, by the rules of Reactive Streams for publishers (1.x) and subscriptions (3.x).
 */
class ValueStreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Plays the call. */
    private static final class Body implements BodySource {

        final AtomicLong asked = new AtomicLong();
        final AtomicInteger parsed = new AtomicInteger();
        final AtomicInteger activity = new AtomicInteger();
        private final Multi<Buffer> chunks;
        private final Executor context;
        volatile boolean readAsValues;
        volatile boolean cancelled;
        volatile boolean ended;
        volatile Throwable outcome;

        Body(Multi<Buffer> chunks, Executor context) {
            this.chunks = chunks;
            this.context = context;
        }

        static Body of(String... chunks) {
            return new Body(Multi.createFrom().iterable(Arrays.stream(chunks).map(Buffer::buffer).toList()), Runnable::run);
        }

        ValueStream<String> values() {
            return values(null);
        }

        ValueStream<String> values(ResponseStream declared) {
            return values(new LineSplitter(100), declared);
        }

        ValueStream<String> values(Splitter splitter, ResponseStream declared) {
            return new ValueStream<>(this, chunk -> ByteBuffer.wrap(chunk.getBytes()), splitter, found -> {
                parsed.incrementAndGet();
                String text = new String(found.bytes(), found.from(), found.to() - found.from(), StandardCharsets.UTF_8);
                if (text.equals("{}")) {
                    throw new IllegalArgumentException("bad");
                }
                return text;
            }, declared);
        }

        @Override
        public Multi<Buffer> chunks() {
            return chunks.onRequest().invoke(n -> asked.addAndGet(n)).onCancellation().invoke(() -> cancelled = true);
        }

        @Override
        public void readAsValues() {
            readAsValues = true;
        }

        @Override
        public void execute(Runnable task) {
            context.execute(task);
        }

        @Override
        public void recordActivity() {
            activity.incrementAndGet();
        }

        @Override
        public void end(Throwable failure, Runnable then) {
            assertThat(ended).isFalse();
            ended = true;
            outcome = failure;
            context.execute(then);
        }

        @Override
        public Throwable unreadable(String problem, Throwable cause) {
            return new IllegalStateException(problem, cause);
        }

        @Override
        public Throwable incomplete(String problem, Throwable cause) {
            return new IllegalStateException("incomplete: " + problem, cause);
        }

        @Override
        public long maxValueSize() {
            return 100;
        }
    }

    private static AssertSubscriber<String> subscribe(Multi<String> values, long demand) {
        return values.subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    /** 1.1. */
    @Test
    void handsOutAndParsesNoMoreThanIsAskedFor() {
        Body body = Body.of("\"1\"\n\"2\"\n\"3\"\n", "\"4\"\n");
        AssertSubscriber<String> values = subscribe(body.values(), 0);
        assertThat(body.asked).hasValue(0);
        values.request(2).assertItems("\"1\"", "\"2\"").assertNotTerminated();
        assertThat(body.parsed).hasValue(2);
        values.request(1);
        // The rest of the first chunk was enough
        assertThat(body.asked).hasValue(1);
        values.request(1).assertItems("\"1\"", "\"2\"", "\"3\"", "\"4\"").assertCompleted();
        assertThat(body.asked).hasValue(2);
    }

    /** The call bounds the size of a value and not of the body, and its timeout begins again with each value. */
    @Test
    void tellsTheCallThatItsBodyIsReadAsValues() {
        Body body = Body.of("\"1\"\n\"2\"\n");
        ValueStream<String> values = body.values();
        assertThat(body.readAsValues).isTrue();
        AssertSubscriber<String> subscriber = subscribe(values, 0);
        assertThat(body.activity).hasValue(0);
        subscriber.request(1);
        assertThat(body.activity).hasValue(1);
        subscriber.request(1);
        assertThat(body.activity).hasValue(2);
    }

    /** 1.4, 1.7. */
    @Test
    void failsOnceAfterTheValuesBefore() {
        Body body = Body.of("\"1\"\n{}\n\"2\"\n", "\"3\"\n");
        AssertSubscriber<String> values = subscribe(body.values(), 10).assertItems("\"1\"").assertFailedWith(
                IllegalStateException.class,
                "contains a value that is not of the declared type: value number 2, which begins at byte 4 of the body");
        assertThat(body.outcome).isSameAs(values.getFailure());
        assertThat(body.parsed).hasValue(2);
        values.request(1).assertItems("\"1\"");
    }

    /** 1.5. */
    @Test
    void completesWhenTheLastHasBeenHandedOutAndAlsoIfThereIsNone() {
        Body body = Body.of("\"1\"\n");
        AssertSubscriber<String> values = subscribe(body.values(), 1).assertItems("\"1\"").assertCompleted();
        assertThat(body.outcome).isNull();
        values.request(1).assertItems("\"1\"");
        subscribe(Body.of(" \n").values(), 1).assertHasNotReceivedAnyItem().assertCompleted();
        // Without demand, which only chunks need
        subscribe(new Body(Multi.createFrom().empty(), Runnable::run).values(), 0).assertCompleted();
    }

    @Test
    void failsWithTheChunksAfterTheValuesThatHadCome() {
        UnicastProcessor<Buffer> chunks = UnicastProcessor.create();
        AssertSubscriber<String> values = subscribe(new Body(chunks, Runnable::run).values(), 10);
        chunks.onNext(Buffer.buffer("\"1\"\n\"2"));
        chunks.onError(new IllegalStateException("lost"));
        values.assertItems("\"1\"").assertFailedWith(IllegalStateException.class, "lost");
    }

    @Test
    void failsWithTheChunksAlsoIfAValueIsLeftThatNobodyAskedFor() {
        UnicastProcessor<Buffer> chunks = UnicastProcessor.create();
        AssertSubscriber<String> values = subscribe(new Body(chunks, Runnable::run).values(), 1);
        chunks.onNext(Buffer.buffer("\"1\"\n\"2\"\n"));
        chunks.onError(new IllegalStateException("lost"));
        values.assertItems("\"1\"").assertFailedWith(IllegalStateException.class, "lost");
    }

    @Test
    void runsNothingOnTheContextBeforeAnythingHappens() {
        AtomicInteger tasks = new AtomicInteger();
        AssertSubscriber<String> values = subscribe(
                new Body(Multi.createFrom().items(Buffer.buffer("\"1\"\n")), task -> {
                    tasks.incrementAndGet();
                    task.run();
                }).values(), 0);
        assertThat(tasks).hasValue(0);
        values.request(1).assertItems("\"1\"");
        assertThat(tasks).hasPositiveValue();
    }

    /** 1.8, 3.6, 3.7. */
    @Test
    void isSilentOnceItIsCancelled() {
        Body body = Body.of("\"1\"\n\"2\"\n", "\"3\"\n");
        AssertSubscriber<String> values = subscribe(body.values(), 1);
        values.cancel();
        assertThat(body.cancelled).isTrue();
        values.request(1).cancel();
        values.assertItems("\"1\"").assertNotTerminated();
        assertThat(body.ended).isFalse();
    }

    @Test
    void isSilentOnceItIsCancelledFromWithin() {
        Body body = Body.of("\"1\"\n\"2\"\n", "\"3\"\n");
        AssertSubscriber<String> first = body.values().select().first().subscribe().withSubscriber(AssertSubscriber.create(5));
        first.assertItems("\"1\"").assertCompleted();
        assertThat(body.parsed).hasValue(1);
        assertThat(body.cancelled).isTrue();
    }

    /** 1.9, 1.11: there may be one subscriber. */
    @Test
    void hasOneSubscriber() {
        ValueStream<String> values = Body.of("\"1\"\n").values();
        assertThatNullPointerException().isThrownBy(() -> values.subscribe((Flow.Subscriber<String>) null));
        subscribe(values, 1).assertCompleted();
        subscribe(values, 1).assertFailedWith(IllegalStateException.class, "A streamed response can be read only once");
    }

    /** 3.3. */
    @Test
    void doesNotFillTheStackIfEachAsksForTheNext() {
        String[] chunks = IntStream.range(0, 1000).mapToObj(i -> "\"x\"\n".repeat(100)).toArray(String[]::new);
        AtomicInteger seen = new AtomicInteger();
        CompletableFuture<Void> end = new CompletableFuture<>();
        Body.of(chunks).values().subscribe(new MultiSubscriber<String>() {

            private Flow.Subscription subscription;

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                this.subscription = subscription;
                subscription.request(1);
                assertThat(seen).hasValue(0);
            }

            @Override
            public void onItem(String value) {
                seen.incrementAndGet();
                subscription.request(1);
            }

            @Override
            public void onFailure(Throwable failure) {
                end.completeExceptionally(failure);
            }

            @Override
            public void onCompletion() {
                end.complete(null);
            }
        });
        assertThat(end).succeedsWithin(PATIENCE);
        assertThat(seen).hasValue(100_000);
    }

    /** 3.9. */
    @ParameterizedTest
    @ValueSource(longs = { 0, -1, Long.MIN_VALUE })
    void isAskedForAtLeastOne(long demand) {
        Body body = Body.of("\"1\"\n");
        // Not an AssertSubscriber, which would check it itself
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        body.values().subscribe(new MultiSubscriber<String>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(demand);
            }

            @Override
            public void onItem(String value) {
                failure.completeExceptionally(new AssertionError(value));
            }

            @Override
            public void onFailure(Throwable thrown) {
                failure.complete(thrown);
            }

            @Override
            public void onCompletion() {
                failure.completeExceptionally(new AssertionError("It is complete"));
            }
        });
        assertThat(failure).succeedsWithin(PATIENCE).isInstanceOf(IllegalArgumentException.class);
        assertThat(body.outcome).isInstanceOf(IllegalArgumentException.class);
    }

    /** Also errors, because the subscriber would otherwise receive no outcome. */
    @Test
    void failsIfThePredicateOfTheLastValueThrows() {
        Body body = Body.of("\"1\"\n\"2\"\n");
        subscribe(body.values(ResponseStream.endsWith(String.class, value -> {
            throw new IllegalStateException("no luck");
        })), 10).assertHasNotReceivedAnyItem().assertFailedWith(IllegalStateException.class, "no luck");
        assertThat(body.outcome).hasMessage("no luck");

        Body other = Body.of("\"1\"\n\"2\"\n");
        subscribe(other.values(ResponseStream.endsWith(String.class, value -> {
            throw new AssertionError("an error");
        })), 10).assertHasNotReceivedAnyItem().assertFailedWith(AssertionError.class, "an error");
        assertThat(other.outcome).hasMessage("an error");
    }

    /** 3.17. */
    @Test
    void mayBeAskedForEverythingTwice() {
        AssertSubscriber<String> values = subscribe(Body.of("\"1\"\n", "\"2\"\n").values(), 0);
        values.request(Long.MAX_VALUE).request(Long.MAX_VALUE);
        values.assertItems("\"1\"", "\"2\"").assertCompleted();
    }

    /** 1.3: one signal at a time, for any threads. */
    @Test
    void handsOutOneAfterTheOtherInOrderWhateverThreadsAskFor() {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            String[] chunks = IntStream.range(0, 200).mapToObj(i -> IntStream.range(5 * i, 5 * i + 5)
                    .mapToObj(n -> "\"" + n + "\"\n").reduce("", String::concat)).toArray(String[]::new);
            // Each task on any of the threads, as the worse context of a caller would do it
            Body body = new Body(Multi.createFrom().iterable(Arrays.stream(chunks).map(Buffer::buffer).toList()), threads);
            AtomicInteger within = new AtomicInteger();
            AssertSubscriber<String> values = subscribe(body.values().onItem().invoke(value -> {
                assertThat(within.incrementAndGet()).isEqualTo(1);
                Thread.yield();
                within.decrementAndGet();
            }), 0);
            CompletableFuture<?>[] asking = IntStream.range(0, 4).mapToObj(i -> CompletableFuture.runAsync(() -> {
                for (int n = 0; n < 250; n++) {
                    values.request(1);
                }
            })).toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(asking).join();
            values.awaitCompletion(PATIENCE);
            assertThat(values.getItems()).isEqualTo(IntStream.range(0, 1000).mapToObj(n -> "\"" + n + "\"").toList());
        } finally {
            threads.shutdownNow();
        }
    }

    @Property
    void isTheSameHoweverItIsCutAndAskedFor(@ForAll @IntRange(max = 30) int count, @ForAll Random random) {
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String value = "\"" + "x".repeat(random.nextInt(5)) + i + "\"";
            expected.add(value);
            text.append(value).append(random.nextBoolean() ? "\n" : "\r\n");
        }
        List<Buffer> chunks = new ArrayList<>();
        for (int from = 0; from < text.length();) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(8));
            chunks.add(Buffer.buffer(text.substring(from, to)));
            from = to;
        }
        Body body = new Body(Multi.createFrom().iterable(chunks), Runnable::run);
        AssertSubscriber<String> values = subscribe(body.values(), 0);
        int asked = 0;
        while (asked < count) {
            int more = 1 + random.nextInt(4);
            values.request(more);
            asked += more;
            assertThat(values.getItems()).isEqualTo(expected.subList(0, Math.min(asked, count)));
            assertThat(body.parsed).hasValue(Math.min(asked, count));
        }
        values.request(1).assertCompleted();
        assertThat(values.getItems()).isEqualTo(expected);
    }

    @Test
    void endsWithTheLastValueThatIsDeclaredAndTakesOneMoreChunkToSeeTheEnd() {
        Body text = Body.of("\"1\"\n[DONE]\n\"2\"\n", "\"3\"\n", "\"4\"\n");
        subscribe(text.values(ResponseStream.endsWith("[DONE]")), 10).assertItems("\"1\"").assertCompleted();
        assertThat(text.outcome).isNull();
        assertThat(text.asked).hasValue(2);
        assertThat(text.cancelled).isTrue();
        Body value = Body.of("\"1\"\n\"2\"\n");
        subscribe(value.values(ResponseStream.endsWith(String.class, last -> last.contains("2"))), 10)
                .assertItems("\"1\"", "\"2\"").assertCompleted();
        assertThat(value.cancelled).isFalse();
    }

    private static List<Arguments> beforeALastText() {
        return List.of(arguments("\"1\"\n", new LineSplitter(100)), arguments("\u001E\"1\"\n\u001E", new SequenceSplitter(100)),
                arguments("[\"1\",", new ArraySplitter(100)));
    }

    /** The last text need not be JSON, and then nothing but the comparison shows that it has come whole. */
    @ParameterizedTest
    @MethodSource("beforeALastText")
    void endsWithTheTextThatIsDeclaredAlsoIfNothingFollowsIt(String before, Splitter splitter) {
        Body body = Body.of(before + "D", "ON", "E");
        subscribe(body.values(splitter, ResponseStream.endsWith("DONE")), 10).assertItems("\"1\"").assertCompleted();
        assertThat(body.outcome).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "[DONE]", "[DONE", "12", "{", "\"" })
    void endsWithAnyTextThatIsDeclaredOnALineWithoutAnEnding(String last) {
        subscribe(Body.of("\"1\"\n", last).values(ResponseStream.endsWith(last)), 10).assertItems("\"1\"").assertCompleted();
    }

    @ParameterizedTest
    @MethodSource("beforeALastText")
    void isIncompleteIfTheTextThatIsDeclaredBreaksOff(String before, Splitter splitter) {
        subscribe(Body.of(before + "DON").values(splitter, ResponseStream.endsWith("DONE")), 10).assertItems("\"1\"")
                .assertFailedWith(IllegalStateException.class, "incomplete: ");
        subscribe(Body.of("\"1\"\nDONE").values(ResponseStream.endsWith("ONE")), 10).assertItems("\"1\"")
                .assertFailedWith(IllegalStateException.class, "incomplete: ");
    }

    @Test
    void isIncompleteWithoutTheLastValueThatIsDeclared() {
        subscribe(Body.of("\"1\"\n").values(ResponseStream.endsWith("[DONE]")), 10).assertItems("\"1\"").assertFailedWith(
                IllegalStateException.class, "incomplete: ended without the last value that the call declares");
        subscribe(Body.of("\"1\"\n").values(ResponseStream.endsWith(String.class, last -> false)), 10).assertItems("\"1\"")
                .assertFailedWith(IllegalStateException.class,
                        "incomplete: ended without the last value that the call declares");
        subscribe(Body.of("\"1\"\n\"2").values(), 10).assertItems("\"1\"").assertFailedWith(IllegalStateException.class,
                "incomplete: ends within a value: value number 2, which begins at byte 4 of the body");
    }
}
