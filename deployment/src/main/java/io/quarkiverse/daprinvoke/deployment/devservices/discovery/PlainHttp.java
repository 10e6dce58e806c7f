package io.quarkiverse.daprinvoke.deployment.devservices.discovery;

import java.util.Optional;
import java.util.function.Function;

/**
 * Whether the application serves plain HTTP, which its sidecar requires. This is run-time configuration of another extension,
 * so it has no mapping here.
 */
public final class PlainHttp {

    private static final String ENABLED = "enabled";

    private PlainHttp() {
    }

    /**
     * @param config finds the value of a property
     */
    public static boolean isServed(Function<String, Optional<String>> config) {
        // Quarkus disables plain HTTP if it requires a certificate from all clients
        String byDefault = config.apply("quarkus.http.ssl.client-auth").orElse("none").equalsIgnoreCase("required")
                ? "disabled"
                : ENABLED;
        return config.apply("quarkus.http.host-enabled").map(Boolean::parseBoolean).orElse(true)
                && config.apply("quarkus.http.insecure-requests").orElse(byDefault).equalsIgnoreCase(ENABLED);
    }
}
