package io.quarkiverse.daprinvoke.deployment.devservices.discovery;

import java.util.concurrent.CompletableFuture;

import io.quarkus.bootstrap.app.RunningQuarkusApplication;
import io.quarkus.deployment.dev.DevModeListener;
import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.value.registry.ValueRegistry.RuntimeKey;

/**
 * Learns where the application listens in dev mode, which may be a random port. A live reload keeps the port.
 */
public final class HttpPortListener implements DevModeListener {

    private static final String PORT = "quarkus-dapr-invoke.http-port";
    private static final RuntimeKey<Integer> HTTP_PORT = RuntimeKey.intKey("quarkus.http.port");

    /** It listens to no plain HTTP, or nobody knows where. */
    public static final int NONE = 0;

    /**
     * @return the port, when the application has started for the first time, or {@link #NONE}
     */
    public static CompletableFuture<Integer> port() {
        // Kept by the one process of dev mode, because each build has classes of its own
        CompletableFuture<Integer> port = DevConsoleManager.getGlobal(PORT);
        if (port == null) {
            port = new CompletableFuture<>();
            DevConsoleManager.setGlobal(PORT, port);
        }
        return port;
    }

    @Override
    public void afterFirstStart(RunningQuarkusApplication application) {
        port().complete(
                PlainHttp.isServed(property -> application.getConfigValue(property, String.class)) ? port(application) : NONE);
    }

    private static int port(RunningQuarkusApplication application) {
        int port = application.valueRegistry().getOrDefault(HTTP_PORT, NONE);
        // After a start that failed, the server that showed why is kept, and the application knows nothing of it
        return port != NONE ? port : application.getConfigValue("quarkus.http.port", Integer.class).orElse(NONE);
    }

    @Override
    public void beforeShutdown() {
        // Whoever uses the port ends by itself
    }
}
