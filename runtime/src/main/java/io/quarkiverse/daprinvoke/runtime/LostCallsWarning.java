package io.quarkiverse.daprinvoke.runtime;

import java.util.function.IntSupplier;

import org.jboss.logging.Logger;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.shutdown.ShutdownConfig;
import io.quarkus.runtime.shutdown.ShutdownListener;

/**
 * Warns of in-flight calls that a stopping application does not wait for, although {@code quarkus.dapr-invoke.shutdown-timeout}
 * is not zero. Without {@code quarkus.shutdown.timeout}, Quarkus closes the connections of its HTTP server first, and a call
 * ends with the request that it belongs to.
 */
final class LostCallsWarning implements ShutdownListener {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    private final ShutdownConfig config;
    private final IntSupplier callsUnderWay;

    LostCallsWarning(ShutdownConfig config, IntSupplier callsUnderWay) {
        this.config = config;
        this.callsUnderWay = callsUnderWay;
    }

    /** Runs before the HTTP server is closed. */
    @Override
    public void shutdown(ShutdownNotification notification) {
        int calls = callsUnderWay.getAsInt();
        if (calls > 0 && !config.isTimeoutEnabled() && !LaunchMode.current().isDevOrTest()) {
            LOG.warnf(
                    "The application stops with %d in-flight calls. quarkus.dapr-invoke.shutdown-timeout has no effect on "
                            + "calls that belong to HTTP requests, because Quarkus closes their connections now: set "
                            + "quarkus.shutdown.timeout to the maximum time for HTTP requests to complete",
                    calls);
        }
        notification.done();
    }
}
