package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that read and write files, and compress payloads. They are not the worker threads of the application, because all
 * of those may wait for calls, which would deadlock. They end soon after the last task.
 */
final class BlockingThreads {

    private static final int MAX_THREADS = 16;
    private static final int IDLE_SECONDS = 5;

    private BlockingThreads() {
    }

    static Executor create() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(MAX_THREADS, MAX_THREADS, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "dapr-invoke-blocking-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
