package io.quarkiverse.daprinvoke.runtime.call;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.runtime.codec.Blocking;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseType;
import io.quarkiverse.daprinvoke.runtime.codec.TemporaryFile;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/**
 * Writes the body of a response to a temporary file as it arrives. With the item, the caller becomes responsible for the file.
 * With any other outcome of the call, the file is removed.
 */
final class FileSink<R> implements ResponseSink {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    /** The maximum number of bytes that wait for the disk before reading from the connection is paused. */
    private static final int MAX_WAITING = 256 * 1024;

    private final Exchange<R> exchange;
    private final Call<R> call;
    private final ResponseType<R> reply;
    private final TemporaryFile file;
    private final long maximum;
    private List<Buffer> waiting = new ArrayList<>();
    private int waitingBytes;
    private long received;
    private boolean writing;
    private boolean whole;
    private boolean discarded;
    private Handler<Void> drainHandler;

    FileSink(Exchange<R> exchange, Call<R> call, ResponseType<R> reply) {
        this.exchange = exchange;
        this.call = call;
        this.reply = reply;
        maximum = call.client.maxResponseFileSize();
        file = new TemporaryFile(new Blocking(call.client.blockingThreads(), call.loop::run));
    }

    @Override
    public boolean isStreamed() {
        return true;
    }

    /** A stopping application waits until the file is complete, and the timeout applies to a disk that does not respond. */
    @Override
    public boolean goesOn() {
        return true;
    }

    @Override
    public void take(Buffer chunk) {
        call.recordActivity();
        received += chunk.length();
        if (discarded || call.isOver()) {
            return;
        }
        if (received > maximum) {
            call.giveUp(exchange.failures().ofResponse(
                    "is larger than quarkus.dapr-invoke.max-response-file-size allows (" + maximum + " bytes)", null));
            return;
        }
        waiting.add(chunk);
        waitingBytes += chunk.length();
        writeNext();
    }

    private void writeNext() {
        if (writing || waiting.isEmpty() || discarded) {
            return;
        }
        writing = true;
        List<Buffer> chunks = waiting;
        waiting = new ArrayList<>();
        waitingBytes = 0;
        file.write(chunks).subscribe().with(written -> written(), this::failed);
        Handler<Void> drained = drainHandler;
        if (drained != null) {
            drainHandler = null;
            drained.handle(null);
        }
    }

    private void written() {
        writing = false;
        // A slow disk is not a failure of the sidecar
        call.recordActivity();
        writeNext();
        if (whole && !writing) {
            complete();
        }
    }

    private void failed(Throwable failure) {
        if (discarded) {
            return;
        }
        call.giveUp(exchange.failures().ofResponse("could not be written to a temporary file", failure));
    }

    @Override
    public boolean writeQueueFull() {
        return waitingBytes >= MAX_WAITING;
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
        drainHandler = handler;
        return this;
    }

    @Override
    public void ended() {
        exchange.received();
    }

    @Override
    public void whole() {
        whole = true;
        if (!writing) {
            complete();
        }
    }

    private void complete() {
        file.complete().subscribe().with(this::completed, this::failed);
    }

    private void completed(Path path) {
        if (!call.isOver()) {
            call.end();
            call.loop.runOn(call.caller, () -> deliver(path));
        }
    }

    private void deliver(Path path) {
        if (call.isCancelled()) {
            discard();
            return;
        }
        R item;
        try {
            item = reply.stored(exchange, path);
        } catch (Throwable e) {
            discard();
            call.tell(exchange.failures().ofUnreadable(e));
            return;
        }
        call.tellItem(item);
    }

    @Override
    public boolean tellReader(Throwable failure) {
        discard();
        return false;
    }

    @Override
    public boolean cancelUnlessRead() {
        discard();
        return false;
    }

    private void discard() {
        discarded = true;
        file.discard().subscribe().with(removed -> {
        }, failure -> LOG.warnf("A temporary file could not be removed: %s", failure));
    }
}
