package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files that this process has open, as Linux lists them. */
final class OpenFiles {

    private OpenFiles() {
    }

    /**
     * @return how often the process has the file open
     */
    static long count(Path file) {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.filter(handle -> {
                try {
                    return Files.readSymbolicLink(handle).equals(file);
                } catch (IOException e) {
                    // Closed in the meantime
                    return false;
                }
            }).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
