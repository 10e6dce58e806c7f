package io.quarkiverse.daprinvoke.runtime.telemetry;

import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;

/**
 * The numbers of current calls of a sidecar.
 */
final class SidecarLoad {

    /** The number of in-flight calls. */
    final AtomicInteger active = new AtomicInteger();

    /** The number of in-flight calls that wait for a connection. */
    final AtomicInteger waiting = new AtomicInteger();

    SidecarLoad(SidecarAddress sidecar, MeterRegistry registry) {
        Gauge.builder("dapr.invoke.active", active, AtomicInteger::get)
                .description("In-flight calls through the Dapr sidecar")
                .tag("sidecar", sidecar.toString())
                .register(registry);
        Gauge.builder("dapr.invoke.queue", waiting, AtomicInteger::get)
                .description("Calls through the Dapr sidecar that wait for a connection")
                .tag("sidecar", sidecar.toString())
                .register(registry);
    }
}
