package io.quarkiverse.daprinvoke.torture.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Counts sockets, where the system says which there are; elsewhere there are none. */
final class Sockets {

    private static final String ESTABLISHED = "01";
    private static final String TIME_WAIT = "06";
    private static final String CLOSE_WAIT = "08";

    private Sockets() {
    }

    /**
     * @return how many sockets of this machine are connected with that port, or were and are not closed
     */
    static long to(int port) {
        return states(port).filter(state -> !state.equals(TIME_WAIT)).count();
    }

    /**
     * @return how many sockets of this machine are connected with that port, and were not closed on this side
     */
    static long keptTo(int port) {
        return states(port).filter(state -> state.equals(ESTABLISHED) || state.equals(CLOSE_WAIT)).count();
    }

    private static Stream<String> states(int port) {
        String remote = String.format(":%04X", port);
        return Stream.of("tcp", "tcp6").flatMap(name -> lines(Path.of("/proc/self/net", name)).stream())
                .map(line -> line.strip().split(" +")).filter(fields -> fields[2].endsWith(remote))
                .map(fields -> fields[3]);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
