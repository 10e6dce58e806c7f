package io.quarkiverse.daprinvoke.deployment.kubernetes;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.quarkiverse.daprinvoke.deployment.kubernetes.DaprInvokeKubernetesConfig.AppProtocol;
import io.quarkus.kubernetes.spi.KubernetesPortBuildItem;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The Dapr annotations of a pod, from the configuration.
 */
final class DaprAnnotations {

    private static final String DAPR = "dapr.io/";

    // Dapr creates a service with this name and the suffix -dapr, which can have at most 63 characters and must start with a
    // letter
    private static final Pattern APP_ID = Pattern.compile("[a-z][-a-z0-9]{0,57}");
    private static final String APP_ID_RULE = "on Kubernetes an app ID is 1 to 58 lower-case letters, digits and hyphens, and "
            + "begins with a letter";

    private final Map<String, String> annotations = new LinkedHashMap<>();
    private final Set<String> own = new HashSet<>();

    private DaprAnnotations() {
    }

    /**
     * @param ownAppId the app ID if none is configured
     * @param ports the ports of the application
     * @return the annotations by their full names, in order
     * @throws ConfigurationException if Dapr or Kubernetes would refuse a value; the message names the property
     */
    static Map<String, String> of(DaprInvokeKubernetesConfig config, String ownAppId, List<KubernetesPortBuildItem> ports) {
        DaprAnnotations to = new DaprAnnotations();
        to.put("enabled", Optional.of(true));
        to.put("app-id", Optional.of(appId(config.appId(), ownAppId)));
        to.put("app-port", appPort(config, ports));
        to.put("app-protocol", Optional.of(config.appProtocol().name().toLowerCase(Locale.ROOT)));
        to.put("app-max-concurrency", config.appMaxConcurrency());
        to.put("api-token-secret", config.apiTokenSecret());
        to.put("app-token-secret", config.appTokenSecret());
        to.put("config", config.config());
        to.put("log-level", config.logLevel());
        to.put("log-as-json", config.logAsJson());
        to.put("enable-api-logging", config.enableApiLogging());
        to.put("sidecar-image", config.sidecarImage());
        to.put("sidecar-cpu-request", config.sidecarCpuRequest());
        to.put("sidecar-cpu-limit", config.sidecarCpuLimit());
        to.put("sidecar-memory-request", config.sidecarMemoryRequest());
        to.put("sidecar-memory-limit", config.sidecarMemoryLimit());
        to.put("env", env(config.env()));
        to.put("max-body-size", config.maxBodySize());
        to.put("read-buffer-size", config.readBufferSize());
        to.put("graceful-shutdown-seconds", config.gracefulShutdownSeconds());
        to.put("block-shutdown-duration", config.blockShutdownDuration().map(Duration::toMillis).map(millis -> millis + "ms"));
        to.put("unix-domain-socket-path", config.unixDomainSocketPath());
        to.put("enable-app-health-check", config.enableAppHealthCheck());
        to.put("app-health-check-path", config.appHealthCheckPath());
        to.put("app-health-probe-interval", config.appHealthProbeInterval());
        to.put("app-health-probe-timeout", config.appHealthProbeTimeout());
        to.put("app-health-threshold", config.appHealthThreshold());
        to.put("disable-builtin-k8s-secret-store", config.disableBuiltinSecretStore());
        config.annotations().forEach(to::putOther);
        return to.annotations;
    }

    private void put(String name, Optional<?> value) {
        own.add(name);
        value.ifPresent(present -> annotations.put(DAPR + name, present.toString()));
    }

    private void putOther(String name, String value) {
        if (own.contains(name)) {
            throw invalid("annotations", "must not name an annotation that has a separate property: set "
                    + property(name) + " instead");
        }
        if (name.indexOf('/') >= 0) {
            throw invalid("annotations", "must name Dapr annotations only, without the prefix " + DAPR);
        }
        annotations.put(DAPR + name, value);
    }

    private static String appId(Optional<String> configured, String own) {
        if (configured.isPresent() && !APP_ID.matcher(configured.get()).matches()) {
            throw invalid("app-id", "is invalid: " + APP_ID_RULE);
        }
        if (configured.isEmpty() && !APP_ID.matcher(own).matches()) {
            throw new ConfigurationException("The name of the application cannot be its app ID: " + APP_ID_RULE + ". Set "
                    + property("app-id"), Set.of(property("app-id")));
        }
        return configured.orElse(own);
    }

    private static Optional<Integer> appPort(DaprInvokeKubernetesConfig config, List<KubernetesPortBuildItem> ports) {
        Optional<Integer> configured = config.appPort();
        if (configured.isPresent() && (configured.get() < 0 || configured.get() > 65535)) {
            throw invalid("app-port", "must be a port from 1 to 65535, or 0 for none");
        }
        return configured.or(() -> port(config.appProtocol(), ports)).filter(port -> port != 0);
    }

    private static Optional<Integer> port(AppProtocol protocol, List<KubernetesPortBuildItem> ports) {
        return switch (protocol) {
            case HTTP, H2C -> port("http", ports);
            case HTTPS -> port("https", ports);
            // gRPC may share the port of HTTP
            case GRPC -> port("grpc-server", ports).or(() -> port("http", ports));
            case GRPCS -> port("grpc-server", ports).or(() -> port("https", ports));
        };
    }

    private static Optional<Integer> port(String name, List<KubernetesPortBuildItem> ports) {
        return ports.stream().filter(port -> port.getName().equals(name)).map(KubernetesPortBuildItem::getPort).findFirst();
    }

    private static Optional<String> env(Map<String, String> variables) {
        if (variables.values().stream().anyMatch(value -> value.indexOf(',') >= 0)) {
            throw invalid("env", "must not contain values with commas, because Dapr separates variables by commas");
        }
        return variables.isEmpty() ? Optional.empty()
                : Optional.of(variables.entrySet().stream().sorted(Map.Entry.comparingByKey())
                        .map(variable -> variable.getKey() + "=" + variable.getValue()).collect(Collectors.joining(",")));
    }

    private static String property(String key) {
        return DaprInvokeKubernetesConfig.PREFIX + "." + key;
    }

    private static ConfigurationException invalid(String key, String rule) {
        return new ConfigurationException(property(key) + " " + rule, Set.of(property(key)));
    }
}
