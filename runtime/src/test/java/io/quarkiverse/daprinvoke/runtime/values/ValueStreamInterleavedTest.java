package io.quarkiverse.daprinvoke.runtime.values;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;

/**
 * In each order of the steps of the thread that brings chunks and of those that ask for values, each value is passed on
 * once, in its order, one after the other, as soon as it has come and is asked for. Chunks come by the rules of Reactive
 * Streams; all tasks run on the thread that has them, so that none of them waits for its turn on a context.
 */
public class ValueStreamInterleavedTest {

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);
    // Made beforehand, because to make one takes many steps
    private static final Buffer[] CHUNKS = IntStream.range(0, 20).mapToObj(i -> Buffer.buffer()).toArray(Buffer[]::new);

    private final Body body = new Body();
    private final Reader reader = new Reader();
    private final AtomicInteger requested = new AtomicInteger();
    private final ValueStream<Integer> values = new ValueStream<>(body, chunk -> NO_BYTES, new OneByOne(),
            found -> (int) found.number(), null);

    public ValueStreamInterleavedTest() {
        values.subscribe(reader);
    }

    @Operation
    public void request() {
        requested.incrementAndGet();
        values.request(1);
    }

    @Operation(nonParallelGroup = "chunks")
    public void bringChunk() {
        if (!body.over && body.asked.get() > body.brought) {
            body.reader.onItem(CHUNKS[body.brought++]);
        }
    }

    @Operation(nonParallelGroup = "chunks", runOnce = true)
    public void endChunks() {
        body.over = true;
        body.reader.onCompletion();
    }

    @Validate
    public void eachValueIsHandedOutOnce() {
        int due = Math.min(requested.get(), body.brought);
        require(reader.items == due, "so many values are passed on as have come and are asked for");
        require(!reader.disturbed, "values are passed on one after the other, in their order");
        require(body.asked.get() <= body.brought + 1, "no chunk is asked for before the one before it has been passed on");
        require(body.over || body.brought >= requested.get() || body.asked.get() > body.brought,
                "a chunk is asked for if a value is");
        require(reader.ended == (body.over && reader.items == body.brought ? 1 : 0),
                "the end is told once, when all values have been passed on");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalStateException(rule);
        }
    }

    @Test
    void isReadByOneAtATimeWhateverSteps() {
        new ModelCheckingOptions().iterations(20).invocationsPerIteration(300).threads(2).actorsPerThread(3).actorsBefore(2)
                .check(ValueStreamInterleavedTest.class);
    }

    /** Each chunk is one value. */
    private static final class OneByOne implements Splitter {

        private boolean fed;
        private long number;

        @Override
        public void feed(byte[] bytes, int from, int to) {
            fed = true;
        }

        @Override
        public void end() {
        }

        @Override
        public boolean next() {
            boolean found = fed;
            fed = false;
            number += found ? 1 : 0;
            return found;
        }

        @Override
        public byte[] bytes() {
            return NO_BYTES.array();
        }

        @Override
        public int from() {
            return 0;
        }

        @Override
        public int to() {
            return 0;
        }

        @Override
        public long number() {
            return number;
        }

        @Override
        public long position() {
            return 0;
        }
    }

    private static final class Reader implements MultiSubscriber<Integer> {

        // Not volatile, as the fields of a subscriber need not be
        int items;
        int ended;
        boolean inside;
        boolean disturbed;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
        }

        @Override
        public void onItem(Integer item) {
            disturbed |= inside || ended > 0 || item != items + 1;
            inside = true;
            items++;
            inside = false;
        }

        @Override
        public void onFailure(Throwable failure) {
            disturbed = true;
        }

        @Override
        public void onCompletion() {
            ended++;
        }
    }

    private static final class Body extends AbstractMulti<Buffer> implements BodySource, Flow.Subscription {

        final AtomicInteger asked = new AtomicInteger();
        MultiSubscriber<? super Buffer> reader;
        int brought;
        boolean over;

        @Override
        public void subscribe(Flow.Subscriber<? super Buffer> subscriber) {
            subscribe((MultiSubscriber<? super Buffer>) subscriber);
        }

        @Override
        public void subscribe(MultiSubscriber<? super Buffer> subscriber) {
            reader = subscriber;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            asked.addAndGet((int) n);
        }

        @Override
        public void cancel() {
        }

        @Override
        public Multi<Buffer> chunks() {
            return this;
        }

        @Override
        public void readAsValues() {
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void recordActivity() {
        }

        @Override
        public void end(Throwable failure, Runnable then) {
            then.run();
        }

        @Override
        public Throwable unreadable(String problem, Throwable cause) {
            return new IllegalStateException(problem, cause);
        }

        @Override
        public Throwable incomplete(String problem, Throwable cause) {
            return new IllegalStateException(problem, cause);
        }

        @Override
        public long maxValueSize() {
            return 1;
        }
    }
}
