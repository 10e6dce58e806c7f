package io.quarkiverse.daprinvoke.deployment.devservices.discovery;

import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.runtime.LaunchMode;

/**
 * The port of the last sidecar, so that the next sidecar can use it, too. Other Dev Services receive the address of the sidecar
 * as configuration, and keep it when the sidecar is replaced.
 */
public record LastPort(LaunchMode mode) {

    /**
     * @return the port, 0 if there was none
     */
    public int get() {
        Integer port = DevConsoleManager.getGlobal(key());
        return port == null ? 0 : port;
    }

    public void set(int port) {
        DevConsoleManager.setGlobal(key(), port);
    }

    // Kept in the process, because each build loads the classes again; dev mode and continuous testing run concurrently
    private String key() {
        return "quarkus-dapr-invoke.sidecar-port." + mode;
    }
}
