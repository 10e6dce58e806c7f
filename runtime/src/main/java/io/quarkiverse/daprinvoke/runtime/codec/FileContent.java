package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Reads one file from its beginning to its end, on the threads for blocking tasks.
 */
final class FileContent {

    private static final int CHUNK = 64 * 1024;

    private final Path file;
    private final long length;
    private final Blocking blocking;
    // Different threads read and close the file, and a cancelled call does not wait for a read
    private SeekableByteChannel channel;
    private long position;
    private boolean closed;

    private FileContent(Path file, long length, Blocking blocking) {
        this.file = file;
        this.length = length;
        this.blocking = blocking;
    }

    /**
     * @return the number of bytes in the file; fails with {@link BodyProblem} if the file cannot be read
     */
    static Uni<Long> length(Path file, Blocking blocking) {
        return blocking.call(() -> {
            if (!Files.exists(file)) {
                throw new BodyProblem("the file does not exist. Check the path");
            } else if (!Files.isRegularFile(file)) {
                throw new BodyProblem("it is not a regular file. Use the path of a file");
            } else if (!Files.isReadable(file)) {
                throw new BodyProblem("the file cannot be read. Check its permissions");
            }
            return Files.size(file);
        });
    }

    /**
     * @param length the number of bytes to read: a file that becomes longer is cut, a file that becomes shorter is a failure
     * @return the content. It opens the file at the first demand, and closes it at the end, on failure and on cancellation
     */
    static Multi<Buffer> chunks(Path file, long length, Blocking blocking) {
        Function<FileContent, Uni<Void>> close = content -> blocking.call(content::close);
        return Multi.createFrom().resource(() -> new FileContent(file, length, blocking), FileContent::chunks)
                .withFinalizer(close);
    }

    private Multi<Buffer> chunks() {
        long chunks = (length + CHUNK - 1) / CHUNK;
        return chunks == 0 ? Multi.createFrom().empty()
                : Multi.createBy().repeating().uni(() -> blocking.call(this::next)).atMost(chunks);
    }

    private synchronized Buffer next() throws IOException {
        if (closed) {
            throw new IOException("The file is no longer read");
        }
        if (channel == null) {
            channel = Files.newByteChannel(file);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(CHUNK, length - position));
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new BodyProblem("the file became shorter while it was sent");
            }
        }
        position += bytes.capacity();
        return Bytes.wrap(bytes.array());
    }

    private synchronized Void close() throws IOException {
        closed = true;
        if (channel != null) {
            channel.close();
        }
        return null;
    }
}
