package io.quarkiverse.daprinvoke.benchmarks.application;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;

import javax.management.JMException;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import com.sun.management.OperatingSystemMXBean;

import io.smallrye.common.annotation.NonBlocking;

/**
 * The cost of this process since its start, as {@code <CPU time, ns> <allocated bytes> <event loops>}.
 */
@Path("/cost")
public class Cost {

    private static final OperatingSystemMXBean PROCESS = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @GET
    @NonBlocking
    public String sinceStart() throws JMException {
        // Quarkus starts a server on each event loop, so each of them has its thread
        long eventLoops = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds())).filter(Objects::nonNull)
                .map(ThreadInfo::getThreadName).filter(name -> name.startsWith("vert.x-eventloop-thread-")).count();
        // By its name, because it came with Java 21: it also counts the threads that have ended
        Object allocated = ManagementFactory.getPlatformMBeanServer().getAttribute(THREADS.getObjectName(),
                "TotalThreadAllocatedBytes");
        return PROCESS.getProcessCpuTime() + " " + allocated + " " + eventLoops;
    }

    /** Collects garbage first, so that an endpoint does not pay for what another one allocated. */
    @GET
    @Path("/after-collection")
    @NonBlocking
    public String sinceStartAfterCollection() throws JMException {
        System.gc();
        return sinceStart();
    }
}
