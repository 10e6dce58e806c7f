package io.quarkiverse.daprinvoke.runtime.config;

import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;

/**
 * Configuration of one REST Client interface whose calls go through the sidecar.
 */
public interface ServiceConfig {

    /**
     * The app ID that the calls of the interface go to through the sidecar. It takes precedence over {@code @DaprService}.
     * <p>
     * Without {@code @DaprService} on the interface, the property must be set when the application is built. The value can be
     * overridden at runtime. The value can be a URL if {@code quarkus.dapr-invoke.allow-url-app-ids} is {@code true}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.rest-client."orders".app-id=orders}
     */
    @ConfigDocDefault("the value of @DaprService")
    Optional<String> appId();

    /**
     * The statuses for which calls fail with {@code InvocationStatusException}: {@code sidecar} for errors of the sidecar
     * itself, {@code all} for all statuses outside 2xx. For other statuses REST Client throws its usual exceptions. Exception
     * mappers of the application take precedence.
     * <p>
     * Example: {@code quarkus.dapr-invoke.rest-client."orders".status-exceptions=all}
     */
    @ConfigDocDefault("sidecar")
    Optional<String> statusExceptions();
}
