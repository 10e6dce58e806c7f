package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the in-flight calls, so that the application can wait for them when it stops.
 */
public final class InFlightCalls {

    /** One in-flight call, for code that may end it more than once. */
    public final class Entry {

        private final AtomicBoolean left = new AtomicBoolean();

        private Entry() {
            begin();
        }

        public void leave() {
            if (left.compareAndSet(false, true)) {
                end();
            }
        }
    }

    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean awaited;

    public Entry enter() {
        return new Entry();
    }

    public void begin() {
        count.incrementAndGet();
    }

    public void end() {
        if (count.decrementAndGet() == 0 && awaited) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    public int count() {
        return count.get();
    }

    /**
     * @return the number of calls that have not ended in time; if the thread is interrupted, it returns at once and keeps the
     *         interrupt status
     */
    synchronized int awaitNone(Duration atMost) {
        awaited = true;
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            long left;
            while (count.get() > 0 && (left = deadline - System.nanoTime()) > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return count.get();
    }
}
