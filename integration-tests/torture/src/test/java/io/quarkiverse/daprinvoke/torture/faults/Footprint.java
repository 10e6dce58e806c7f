package io.quarkiverse.daprinvoke.torture.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.netty.util.internal.PlatformDependent;

/**
 * The resources of the process.
 *
 * @param heap bytes after garbage collection
 * @param direct bytes of direct memory
 * @param sockets open sockets, 0 where the system does not say
 */
record Footprint(long heap, long direct, int threads, long sockets) {

    static Footprint now() {
        // Twice, because what the first one finds may be kept for finalization
        System.gc();
        System.gc();
        return new Footprint(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                directMemory(), ManagementFactory.getThreadMXBean().getThreadCount(), openSockets());
    }

    /** Netty counts by itself what it does not leave to Java. */
    private static long directMemory() {
        return Math.max(0, PlatformDependent.usedDirectMemory())
                + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct")).mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    }

    private static long openSockets() {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.filter(Footprint::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            // It was closed meanwhile
            return false;
        }
    }
}
