package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the calls under way, so that the application can wait for their end when it stops.
 */
final class CallsUnderWay {

    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean awaited;

    void begin() {
        count.incrementAndGet();
    }

    void end() {
        if (count.decrementAndGet() == 0 && awaited) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    int count() {
        return count.get();
    }

    /**
     * @return how many calls have not ended in time; also if the thread was interrupted, which it then is again
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
