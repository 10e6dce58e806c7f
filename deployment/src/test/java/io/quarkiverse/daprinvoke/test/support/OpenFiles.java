package io.quarkiverse.daprinvoke.test.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that this process has open, as Linux lists them.
 */
public final class OpenFiles {

    private OpenFiles() {
    }

    /**
     * @param text a part of the path
     * @return the paths that contain it, one for each handle
     */
    public static List<Path> with(String text) {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            for (Path handle : handles.toList()) {
                try {
                    Path file = Files.readSymbolicLink(handle);
                    if (file.toString().contains(text)) {
                        found.add(file);
                    }
                } catch (IOException e) {
                    // Closed in the meantime
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
