package io.quarkiverse.daprinvoke.test.devservices;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes blocks to a connection in the background, and reports when the reader applies back pressure.
 */
final class SlowWriter implements Closeable {

    private final WireConnection connection;
    private final Thread thread;
    private final AtomicInteger written = new AtomicInteger();

    SlowWriter(WireConnection connection, String block, int blocks) {
        this.connection = connection;
        this.thread = new Thread(() -> write(block, blocks), "slow-writer");
        thread.start();
    }

    private void write(String block, int blocks) {
        try {
            while (written.get() < blocks) {
                connection.send(block);
                written.incrementAndGet();
            }
        } catch (IOException e) {
            // The test has ended
        }
    }

    /** How many blocks were taken when for one second no other was, or all of them. */
    int blocksUntilStalled() throws InterruptedException {
        int before;
        do {
            before = written.get();
            thread.join(1000);
        } while (thread.isAlive() && written.get() > before);
        return written.get();
    }

    @Override
    public void close() throws IOException {
        connection.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
