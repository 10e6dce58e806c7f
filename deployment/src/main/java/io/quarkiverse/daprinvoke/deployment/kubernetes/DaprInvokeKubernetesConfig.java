package io.quarkiverse.daprinvoke.deployment.kubernetes;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/**
 * Dapr's annotations in the manifests of {@code quarkus-kubernetes}. Each property is named as its annotation is.
 */
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
@ConfigMapping(prefix = DaprInvokeKubernetesConfig.PREFIX)
public interface DaprInvokeKubernetesConfig {

    String PREFIX = "quarkus.dapr-invoke.kubernetes";

    /**
     * Whether the manifests tell Dapr to put a sidecar beside the application.
     */
    @WithDefault("false")
    boolean enabled();

    /**
     * The app ID by which others call the application: 1 to 58 lower-case letters, digits and hyphens, the first a letter.
     */
    @ConfigDocDefault("the name of the application")
    Optional<String> appId();

    /**
     * The port at which the sidecar calls the application; 0 for none, if nobody calls it.
     */
    @ConfigDocDefault("quarkus.http.port, or the port of the protocol, if the application has one")
    Optional<Integer> appPort();

    /**
     * What the sidecar speaks to the application.
     */
    @WithDefault("http")
    AppProtocol appProtocol();

    /**
     * How many calls the application is given at a time. By default there is no limit.
     */
    Optional<Integer> appMaxConcurrency();

    /**
     * The name of the Kubernetes secret with the API token that the sidecar requires, under the key {@code token}. The
     * application needs the same token as {@code DAPR_API_TOKEN}.
     */
    Optional<String> apiTokenSecret();

    /**
     * The name of the Kubernetes secret with the token that the sidecar sends to the application, under the key
     * {@code token}.
     */
    Optional<String> appTokenSecret();

    /**
     * The name of the Dapr configuration resource that the sidecar uses.
     */
    Optional<String> config();

    /**
     * How much the sidecar logs: {@code debug}, {@code info}, {@code warn} or {@code error}. Dapr's own default is
     * {@code info}.
     */
    Optional<String> logLevel();

    /**
     * Whether the sidecar logs in JSON. Dapr's own default is {@code false}.
     */
    Optional<Boolean> logAsJson();

    /**
     * Whether the sidecar logs each call of its API. By default Dapr's configuration decides.
     */
    Optional<Boolean> enableApiLogging();

    /**
     * The image of the sidecar. By default Dapr's own installation decides.
     */
    Optional<String> sidecarImage();

    /**
     * How much of a processor the sidecar requests, as Kubernetes writes it, such as {@code 100m}.
     */
    Optional<String> sidecarCpuRequest();

    /**
     * How much of a processor the sidecar may use, as Kubernetes writes it, such as {@code 300m}.
     */
    Optional<String> sidecarCpuLimit();

    /**
     * How much memory the sidecar requests, as Kubernetes writes it, such as {@code 64Mi}.
     */
    Optional<String> sidecarMemoryRequest();

    /**
     * How much memory the sidecar may use, as Kubernetes writes it, such as {@code 256Mi}.
     */
    Optional<String> sidecarMemoryLimit();

    /**
     * Environment variables of the sidecar. Their values have no commas.
     */
    @ConfigDocMapKey("variable")
    Map<String, String> env();

    /**
     * How large the body of a call may be that the sidecar takes, as Kubernetes writes it, such as {@code 16Mi}. Dapr's own
     * default is 4 MiB.
     */
    Optional<String> maxBodySize();

    /**
     * How large the request line and the headers of a call may be that the sidecar takes, as Kubernetes writes it, such as
     * {@code 16Ki}. Dapr's own default is 4 KiB.
     */
    Optional<String> readBufferSize();

    /**
     * How many seconds the sidecar waits, when it stops, for calls under way. Dapr's own default is 5.
     */
    Optional<Integer> gracefulShutdownSeconds();

    /**
     * How long the sidecar, when it is told to stop, still serves the application before it begins to. By default it does not
     * wait.
     */
    Optional<Duration> blockShutdownDuration();

    /**
     * The folder of the Unix domain sockets at which the sidecar listens, instead of ports.
     */
    Optional<String> unixDomainSocketPath();

    /**
     * Whether the sidecar asks the application for its health, and calls it only while it is healthy. Dapr's own default is
     * {@code false}.
     */
    Optional<Boolean> enableAppHealthCheck();

    /**
     * The path at which the sidecar asks the application for its health, such as {@code /q/health/live}. Dapr's own default
     * is {@code /healthz}.
     */
    Optional<String> appHealthCheckPath();

    /**
     * How many seconds the sidecar lets pass between two questions for the application's health. Dapr's own default is 5.
     */
    Optional<Integer> appHealthProbeInterval();

    /**
     * How many milliseconds the application has to answer that question. Dapr's own default is 500.
     */
    Optional<Integer> appHealthProbeTimeout();

    /**
     * After how many bad answers in a row the sidecar holds the application for unhealthy. Dapr's own default is 3.
     */
    Optional<Integer> appHealthThreshold();

    /**
     * Whether the sidecar leaves out the secret store that is made of Kubernetes' own secrets. Dapr's own default is
     * {@code false}.
     */
    @WithName("disable-builtin-k8s-secret-store")
    Optional<Boolean> disableBuiltinSecretStore();

    /**
     * Any other of Dapr's annotations, by its name without {@code dapr.io/}, such as {@code volume-mounts}.
     */
    @ConfigDocMapKey("name")
    Map<String, String> annotations();

    /**
     * What a sidecar can speak to an application.
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
