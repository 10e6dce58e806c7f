package io.quarkiverse.daprinvoke.deployment.devservices.discovery;

import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.runtime.LaunchMode;

/**
 * Where the last sidecar listened, so that the next one can listen there too: Quarkus hands the configuration that comes from
 * one Dev Service to those that start beside it, which keep it when that one is replaced.
 */
public record LastPort(LaunchMode mode) {

    /**
     * @return 0 if there was none
     */
    public int get() {
        Integer port = DevConsoleManager.getGlobal(key());
        return port == null ? 0 : port;
    }

    public void set(int port) {
        DevConsoleManager.setGlobal(key(), port);
    }

    // Kept by the one process, because each build has classes of its own; dev mode and continuous testing run at once
    private String key() {
        return "quarkus-dapr-invoke.sidecar-port." + mode;
    }
}
