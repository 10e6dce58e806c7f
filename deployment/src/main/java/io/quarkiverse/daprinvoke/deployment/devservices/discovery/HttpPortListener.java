package io.quarkiverse.daprinvoke.deployment.devservices.discovery;

import java.util.concurrent.CompletableFuture;

import io.quarkus.bootstrap.app.RunningQuarkusApplication;
import io.quarkus.deployment.dev.DevModeListener;
import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.value.registry.ValueRegistry.RuntimeKey;

/**
 * Finds out the port of the application in dev mode, which may be random. A live reload keeps the port.
 */
public final class HttpPortListener implements DevModeListener {

    private static final String PORT = "quarkus-dapr-invoke.http-port";
    private static final RuntimeKey<Integer> HTTP_PORT = RuntimeKey.intKey("quarkus.http.port");

    /** The application does not serve plain HTTP, or its port is not known. */
    public static final int NONE = 0;

    /**
     * @return the port, when the application has started for the first time, or {@link #NONE}
     */
    public static CompletableFuture<Integer> port() {
        // Kept in the system properties of the process, because each build loads the classes again
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
        // After a failed start, Quarkus keeps the server that showed the error, and the application has no information about it
        return port != NONE ? port : application.getConfigValue("quarkus.http.port", Integer.class).orElse(NONE);
    }

    @Override
    public void beforeShutdown() {
        // The users of the port end on their own
    }
}
