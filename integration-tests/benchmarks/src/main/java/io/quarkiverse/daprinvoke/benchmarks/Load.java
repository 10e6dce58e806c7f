package io.quarkiverse.daprinvoke.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.HdrHistogram.AtomicHistogram;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;

/**
 * Makes calls for some time, always as many at once, and measures what they cost this process.
 */
final class Load {

    /** So many orders are sent in turn. */
    private static final int ORDERS = 1024;
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

    private static final OperatingSystemMXBean PROCESS = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Contender contender;
    private final VertxInternal vertx;
    private final Order[] orders;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private AtomicHistogram latencies;
    private CountDownLatch running;
    private volatile long deadline;

    /**
     * @param size of how many bytes the JSON of an order is, about
     */
    Load(Contender contender, Vertx vertx, int size) {
        this.contender = contender;
        this.vertx = (VertxInternal) vertx;
        // Large ones are few, because they are kept in memory
        orders = new Order[Math.max(8, Math.min(ORDERS, 4 * 1024 * 1024 / size))];
        for (int i = 0; i < orders.length; i++) {
            orders[i] = Order.of(i, size);
        }
    }

    /**
     * @return what it cost
     * @throws IllegalStateException if a call failed or brought what does not belong to it
     */
    Measured run(int inFlight, Duration time) throws InterruptedException {
        latencies = new AtomicHistogram(LONGEST, 3);
        running = new CountDownLatch(inFlight);
        // What earlier runs left to collect is not for this one to pay
        System.gc();
        long cpu = PROCESS.getProcessCpuTime();
        long bytes = allocated();
        long started = System.nanoTime();
        deadline = started + time.toNanos();
        for (int i = 0; i < inFlight; i++) {
            Slot slot = new Slot();
            if (contender.isOfVertx()) {
                // As it is in a Quarkus REST endpoint: a duplicated context of one of the event loops
                ContextInternal context = vertx.createEventLoopContext().duplicate();
                context.runOnContext(v -> slot.call());
            } else {
                slot.call();
            }
        }
        running.await();
        long wall = System.nanoTime() - started;
        cpu = PROCESS.getProcessCpuTime() - cpu;
        bytes = allocated() - bytes;
        if (failure.get() != null) {
            throw new IllegalStateException("A call failed", failure.get());
        }
        return new Measured(latencies.getTotalCount(), cpu, bytes, wall, latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(99));
    }

    private static long allocated() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            // -1 for a thread that has just ended
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    /** Makes one call after the other. */
    private final class Slot implements Contender.Outcome {

        private Order order;
        private long begun;

        void call() {
            begun = System.nanoTime();
            if (begun >= deadline || failure.get() != null) {
                running.countDown();
                return;
            }
            order = orders[Math.floorMod(next.getAndIncrement(), orders.length)];
            try {
                contender.call(order, this);
            } catch (RuntimeException e) {
                failed(e);
            }
        }

        @Override
        public void succeeded(Receipt receipt) {
            if (contender.readsReplies() && !receipt.isOf(order)) {
                failed(new IllegalStateException("The reply belongs to another order"));
                return;
            }
            latencies.recordValue(Math.min(LONGEST, System.nanoTime() - begun));
            call();
        }

        @Override
        public void failed(Throwable cause) {
            failure.compareAndSet(null, cause);
            running.countDown();
        }
    }
}
