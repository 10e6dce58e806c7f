package io.quarkiverse.daprinvoke.deployment.devservices.discovery;

import java.util.Optional;
import java.util.function.Function;

/**
 * Whether the application serves plain HTTP, by which its sidecar calls it. It is configured at run time, by another
 * extension, so there is no mapping of it here.
 */
public final class PlainHttp {

    private static final String ENABLED = "enabled";

    private PlainHttp() {
    }

    /**
     * @param config finds the value of a property
     */
    public static boolean isServed(Function<String, Optional<String>> config) {
        // Quarkus turns plain HTTP off where it asks all clients for a certificate
        String byDefault = config.apply("quarkus.http.ssl.client-auth").orElse("none").equalsIgnoreCase("required")
                ? "disabled"
                : ENABLED;
        return config.apply("quarkus.http.host-enabled").map(Boolean::parseBoolean).orElse(true)
                && config.apply("quarkus.http.insecure-requests").orElse(byDefault).equalsIgnoreCase(ENABLED);
    }
}
