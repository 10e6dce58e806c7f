package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * The body of a response in a temporary file, which only the user of the application can read. The first chunk creates it.
 */
public final class TemporaryFile {

    private final Blocking blocking;
    private Path path;
    private OutputStream out;
    private boolean discarded;

    /**
     * @param blocking writes the file
     */
    public TemporaryFile(Blocking blocking) {
        this.blocking = blocking;
    }

    /**
     * @return writes the chunks when it is subscribed to
     */
    public Uni<Void> write(List<Buffer> chunks) {
        return blocking.call(() -> append(chunks));
    }

    private synchronized Void append(List<Buffer> chunks) throws IOException {
        if (discarded) {
            return null;
        }
        if (path == null) {
            // Without attributes the JDK grants access to the owner only
            path = Files.createTempFile("dapr-invoke-", null);
            out = Files.newOutputStream(path);
        }
        for (Buffer chunk : chunks) {
            out.write(chunk.getBytes());
        }
        return null;
    }

    /**
     * @return closes the file; {@code null} if nothing was written
     */
    public Uni<Path> complete() {
        return blocking.call(this::close);
    }

    private synchronized Path close() throws IOException {
        if (out != null) {
            out.close();
        }
        return path;
    }

    /**
     * @return removes the file, and writes nothing more
     */
    public Uni<Void> discard() {
        return blocking.call(this::delete);
    }

    private synchronized Void delete() throws IOException {
        discarded = true;
        try {
            close();
        } finally {
            if (path != null) {
                Files.deleteIfExists(path);
            }
        }
        return null;
    }
}
