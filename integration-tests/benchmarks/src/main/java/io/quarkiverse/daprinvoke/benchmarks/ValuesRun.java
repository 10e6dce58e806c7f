package io.quarkiverse.daprinvoke.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.sun.management.ThreadMXBean;

import io.quarkiverse.daprinvoke.benchmarks.ValuesFormat.Value;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseType;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseTypes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * Reads the values of one format in the ways that {@link ValuesBenchmark} compares, in turn. Prints a line for each round: the
 * way, the round, the number of values, the CPU time of the thread in nanoseconds, and the bytes it allocated.
 */
final class ValuesRun {

    static final String BY_HAND = "by-hand";
    static final String EXTENSION = "extension";
    static final String ONE_BY_ONE = "extension-one-by-one";

    private static final int VALUES = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ValuesRun() {
    }

    /** Counts what it reads. */
    private static final class Reader implements MultiSubscriber<Value> {

        private final long demand;
        private Flow.Subscription subscription;
        private long sum;
        private boolean completed;

        Reader(long demand) {
            this.demand = demand;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            subscription.request(demand);
        }

        @Override
        public void onItem(Value value) {
            sum += value.id();
            if (demand == 1) {
                subscription.request(1);
            }
        }

        @Override
        public void onFailure(Throwable failure) {
            throw new IllegalStateException(failure);
        }

        @Override
        public void onCompletion() {
            completed = true;
        }
    }

    /**
     * @param args the format, how many rounds come before those that count, how many rounds, and how many milliseconds each
     */
    public static void main(String[] args) throws Exception {
        ValuesFormat format = ValuesFormat.valueOf(args[0]);
        int warmUp = Integer.parseInt(args[1]);
        int rounds = Integer.parseInt(args[2]);
        long nanos = Long.parseLong(args[3]) * 1_000_000;
        Map<String, Callable<Long>> ways = ways(format);
        for (int round = 1 - warmUp; round <= rounds; round++) {
            List<String> order = new ArrayList<>(ways.keySet());
            if (round % 2 == 0) {
                // None always follows the same one
                Collections.reverse(order);
            }
            for (String way : order) {
                String measured = measure(ways.get(way), nanos);
                if (round > 0) {
                    System.out.println(way + "," + round + "," + measured);
                }
            }
        }
        System.out.println();
    }

    private static Map<String, Callable<Long>> ways(ValuesFormat format) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectReader reader = mapper.readerFor(Value.class);
        byte[] body = format.body(VALUES);
        ResponseInMemory reply = new ResponseInMemory(format.contentType, body);
        ResponseType<?> type = new ResponseTypes(() -> mapper)
                .request(new PayloadType(Multi.class, List.of(new PayloadType(Value.class, List.of()))), false);
        Map<String, Callable<Long>> ways = new LinkedHashMap<>();
        ways.put(BY_HAND, () -> format.readByHand(reader, body));
        ways.put(EXTENSION, () -> read(type, reply, Long.MAX_VALUE));
        ways.put(ONE_BY_ONE, () -> read(type, reply, 1));
        return ways;
    }

    @SuppressWarnings("unchecked")
    private static long read(ResponseType<?> type, ResponseInMemory reply, long demand) {
        Reader reader = new Reader(demand);
        ((Multi<Value>) type.open(reply, reply)).subscribe(reader);
        if (!reader.completed) {
            throw new IllegalStateException("There is no end");
        }
        return reader.sum;
    }

    private static String measure(Callable<Long> way, long nanos) throws Exception {
        long expected = 0;
        for (int id = 0; id < VALUES; id++) {
            expected += 100_000 + id;
        }
        long values = 0;
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long used;
        do {
            if (way.call() != expected) {
                throw new IllegalStateException("The values are not those that were written");
            }
            values += VALUES;
            used = THREADS.getCurrentThreadCpuTime() - cpu;
        } while (used < nanos);
        return values + "," + used + "," + (THREADS.getCurrentThreadAllocatedBytes() - bytes);
    }
}
