package io.quarkiverse.daprinvoke.torture.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Counts sockets, where the system says which there are; elsewhere there are none. */
final class Sockets {

    private static final String TIME_WAIT = "06";

    private Sockets() {
    }

    /**
     * @return how many sockets of this machine are connected with that port, or were and are not closed
     */
    static long to(int port) {
        String remote = String.format(":%04X", port);
        return Stream.of("tcp", "tcp6").flatMap(name -> lines(Path.of("/proc/self/net", name)).stream())
                .map(line -> line.strip().split(" +")).filter(fields -> fields[2].endsWith(remote)
                        && !fields[3].equals(TIME_WAIT))
                .count();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
