package io.quarkiverse.daprinvoke.deployment.kubernetes;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigDocEnumValue;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/**
 * Dapr's annotations in the manifests of {@code quarkus-kubernetes}. Each property has the name of its annotation.
 */
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
@ConfigMapping(prefix = DaprInvokeKubernetesConfig.PREFIX)
public interface DaprInvokeKubernetesConfig {

    String PREFIX = "quarkus.dapr-invoke.kubernetes";

    /**
     * Whether the manifests contain the annotation that makes Dapr inject a sidecar into the pod.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.enabled=true}
     */
    @WithDefault("false")
    boolean enabled();

    /**
     * The app ID by which other applications call this one: 1 to 58 lower-case letters, digits and hyphens, starting with a
     * letter.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.app-id=orders}
     */
    @ConfigDocDefault("the name of the application")
    Optional<String> appId();

    /**
     * The port at which the sidecar calls the application: 1 to 65535, or 0 if no application calls it.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.app-port=8080}
     */
    @ConfigDocDefault("quarkus.http.port, or the port of the protocol, if the application has one")
    Optional<Integer> appPort();

    /**
     * The protocol between the sidecar and the application.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.app-protocol=h2c}
     */
    @WithDefault("http")
    AppProtocol appProtocol();

    /**
     * The maximum number of concurrent calls that the sidecar sends to the application. By default there is no limit.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.app-max-concurrency=50}
     */
    @ConfigDocDefault("no limit")
    Optional<Integer> appMaxConcurrency();

    /**
     * The name of the Kubernetes secret with the API token that the sidecar requires, under the key {@code token}. The
     * application needs the same token as {@code DAPR_API_TOKEN}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.api-token-secret=dapr-api-token}
     */
    @ConfigDocDefault("none")
    Optional<String> apiTokenSecret();

    /**
     * The name of the Kubernetes secret with the token that the sidecar sends to the application, under the key {@code token}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.app-token-secret=app-api-token}
     */
    @ConfigDocDefault("none")
    Optional<String> appTokenSecret();

    /**
     * The name of the Dapr configuration resource that the sidecar uses.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.config=tracing}
     */
    @ConfigDocDefault("none")
    Optional<String> config();

    /**
     * The log level of the sidecar: {@code debug}, {@code info}, {@code warn} or {@code error}. Dapr's default is {@code info}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.log-level=debug}
     */
    @ConfigDocDefault("info, the default of Dapr")
    Optional<String> logLevel();

    /**
     * Whether the sidecar logs in JSON. Dapr's default is {@code false}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.log-as-json=true}
     */
    @ConfigDocDefault("false, the default of Dapr")
    Optional<Boolean> logAsJson();

    /**
     * Whether the sidecar logs each call of its API. By default the Dapr configuration resource decides.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.enable-api-logging=true}
     */
    @ConfigDocDefault("that of the Dapr configuration resource")
    Optional<Boolean> enableApiLogging();

    /**
     * The container image of the sidecar. By default Dapr's installation decides.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.sidecar-image=daprio/daprd:1.18.2}
     */
    @ConfigDocDefault("that of the Dapr installation")
    Optional<String> sidecarImage();

    /**
     * The CPU request of the sidecar, as a Kubernetes quantity.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.sidecar-cpu-request=100m}
     */
    @ConfigDocDefault("none")
    Optional<String> sidecarCpuRequest();

    /**
     * The CPU limit of the sidecar, as a Kubernetes quantity.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.sidecar-cpu-limit=300m}
     */
    @ConfigDocDefault("none")
    Optional<String> sidecarCpuLimit();

    /**
     * The memory request of the sidecar, as a Kubernetes quantity.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.sidecar-memory-request=64Mi}
     */
    @ConfigDocDefault("none")
    Optional<String> sidecarMemoryRequest();

    /**
     * The memory limit of the sidecar, as a Kubernetes quantity.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.sidecar-memory-limit=256Mi}
     */
    @ConfigDocDefault("none")
    Optional<String> sidecarMemoryLimit();

    /**
     * An environment variable of the sidecar, by its name. The value must not contain commas.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.env."GOMAXPROCS"=2}
     */
    @ConfigDocMapKey("variable")
    @ConfigDocDefault("none")
    Map<String, String> env();

    /**
     * The maximum size of the body of a call that the sidecar accepts, as a Kubernetes quantity. Dapr's default is 4 MiB.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.max-body-size=16Mi}
     */
    @ConfigDocDefault("4Mi, the default of Dapr")
    Optional<String> maxBodySize();

    /**
     * The maximum size of the request line and the headers of a call that the sidecar accepts, as a Kubernetes quantity. Dapr's
     * default is 4 KiB.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.read-buffer-size=16Ki}
     */
    @ConfigDocDefault("4Ki, the default of Dapr")
    Optional<String> readBufferSize();

    /**
     * The number of seconds that a graceful shutdown of the sidecar waits for in-flight calls. Dapr's default is 5 seconds.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.graceful-shutdown-seconds=30}
     */
    @ConfigDocDefault("5, the default of Dapr")
    Optional<Integer> gracefulShutdownSeconds();

    /**
     * The time for which the sidecar still serves the application after it was asked to stop, before its graceful shutdown
     * begins. A number without a unit is seconds. By default it does not wait.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.block-shutdown-duration=10s}
     */
    @ConfigDocDefault("none")
    Optional<Duration> blockShutdownDuration();

    /**
     * The folder of the Unix domain sockets at which the sidecar listens, instead of ports.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.unix-domain-socket-path=/run/dapr}
     */
    @ConfigDocDefault("none")
    Optional<String> unixDomainSocketPath();

    /**
     * Whether the sidecar checks the health of the application, and calls it only while it is healthy. Dapr's default is
     * {@code false}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.enable-app-health-check=true}
     */
    @ConfigDocDefault("false, the default of Dapr")
    Optional<Boolean> enableAppHealthCheck();

    /**
     * The path at which the sidecar checks the health of the application. Dapr's default is {@code /healthz}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.app-health-check-path=/q/health/live}
     */
    @ConfigDocDefault("/healthz, the default of Dapr")
    Optional<String> appHealthCheckPath();

    /**
     * The number of seconds between two health checks of the application. Dapr's default is 5 seconds.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.app-health-probe-interval=10}
     */
    @ConfigDocDefault("5, the default of Dapr")
    Optional<Integer> appHealthProbeInterval();

    /**
     * The timeout of a health check of the application, in milliseconds. Dapr's default is 500 milliseconds.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.app-health-probe-timeout=1000}
     */
    @ConfigDocDefault("500, the default of Dapr")
    Optional<Integer> appHealthProbeTimeout();

    /**
     * The number of consecutive failed health checks after which the sidecar considers the application unhealthy. Dapr's
     * default is 3.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.app-health-threshold=5}
     */
    @ConfigDocDefault("3, the default of Dapr")
    Optional<Integer> appHealthThreshold();

    /**
     * Whether the sidecar omits its built-in secret store of Kubernetes secrets. Dapr's default is {@code false}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.disable-builtin-k8s-secret-store=true}
     */
    @WithName("disable-builtin-k8s-secret-store")
    @ConfigDocDefault("false, the default of Dapr")
    Optional<Boolean> disableBuiltinSecretStore();

    /**
     * Any other Dapr annotation, by its name without {@code dapr.io/}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.kubernetes.annotations."volume-mounts"=cache:/cache}
     */
    @ConfigDocMapKey("name")
    @ConfigDocDefault("none")
    Map<String, String> annotations();

    /**
     * The protocols between a sidecar and an application.
     */
    enum AppProtocol {

        /**
         * HTTP/1.1.
         */
        HTTP,

        /**
         * HTTP/1.1 with TLS.
         */
        HTTPS,

        /**
         * HTTP/2 without TLS.
         */
        @ConfigDocEnumValue("h2c")
        H2C,

        /**
         * gRPC.
         */
        GRPC,

        /**
         * gRPC with TLS.
         */
        GRPCS
    }
}
