package io.quarkiverse.daprinvoke.deployment.devservices;

import java.util.List;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

import io.quarkus.deployment.builditem.DevServicesSharedNetworkBuildItem;

/**
 * Decides whether dev and test mode start a sidecar.
 */
public final class StartDecision {

    static final String ENDPOINT = "quarkus.dapr-invoke.endpoint";

    // The upper-case names are for other sources: the environment source also finds a variable by its dotted name
    private static final List<String> DAPR_VARIABLES = List.of(
            "dapr.http.endpoint", "DAPR_HTTP_ENDPOINT",
            "dapr.http.port", "DAPR_HTTP_PORT",
            "dapr.sidecar.ip", "DAPR_SIDECAR_IP");

    // Quarkus recognizes an integration test by the same name
    private static final String INTEGRATION_TEST = "io.quarkus.test.junit";

    private StartDecision() {
    }

    /**
     * @param enabled whether the sidecar of dev and test mode is switched on
     * @param calls whether the application has any emitter, or any interface with an app ID
     * @return why no sidecar is started, empty if one is
     */
    public static Optional<String> reasonNotToStart(boolean enabled, boolean calls, Config config) {
        if (!enabled) {
            return Optional.of("quarkus.dapr-invoke.devservices.enabled is false");
        }
        if (!calls) {
            return Optional.of("the application has no emitter, and no interface with @DaprService");
        }
        if (config.getConfigValue(ENDPOINT).getRawValue() != null) {
            // A blank value counts, too, because it hides the endpoint that Dev Services would set
            return Optional.of(ENDPOINT + " is set");
        }
        return DAPR_VARIABLES.stream().filter(property -> isSet(config, property)).findFirst()
                .map(property -> property + " is set");
    }

    /**
     * @param sharedNetwork the requests for services in the network of a container
     * @return whether this is an integration test of a container image. Other extensions may want a shared network as well, for
     *         an application that runs on this machine
     */
    public static boolean testsContainer(List<DevServicesSharedNetworkBuildItem> sharedNetwork) {
        return sharedNetwork.stream().anyMatch(item -> item.getSource().equals(INTEGRATION_TEST));
    }

    private static boolean isSet(Config config, String property) {
        return config.getOptionalValue(property, String.class).filter(value -> !value.isBlank()).isPresent();
    }
}
