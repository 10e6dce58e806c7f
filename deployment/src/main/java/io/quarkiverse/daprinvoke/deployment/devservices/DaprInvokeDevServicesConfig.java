package io.quarkiverse.daprinvoke.deployment.devservices;

import java.util.Map;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Dev Services of Dapr service invocation: the sidecar of dev and test mode.
 */
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
@ConfigMapping(prefix = "quarkus.dapr-invoke.devservices")
public interface DaprInvokeDevServicesConfig {

    String MODE = "quarkus.dapr-invoke.devservices.mode";

    /**
     * Whether dev and test mode start a sidecar. It is never part of the packaged application.
     * <p>
     * It starts only if the application has at least one emitter or interface with an app ID, and if no address of a sidecar is
     * configured. These are addresses: {@code quarkus.dapr-invoke.endpoint}, the environment variables
     * {@code DAPR_HTTP_ENDPOINT}, {@code DAPR_HTTP_PORT} and {@code DAPR_SIDECAR_IP}, and the properties of the same meaning
     * such as {@code dapr.http.port}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.devservices.enabled=false}
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * The kind of sidecar that dev and test mode start.
     * <p>
     * Example: {@code quarkus.dapr-invoke.devservices.mode=process}
     */
    @WithDefault("auto")
    Mode mode();

    /**
     * The base URL at which the sidecar of dev and test mode calls the application with this app ID. A path in the URL is put
     * before the path of each call. An entry takes precedence over the two defaults below.
     * <p>
     * Two kinds of application need no entry. The first is this application, under its name {@code quarkus.application.name},
     * at {@code quarkus.http.port} in dev mode and {@code quarkus.http.test-port} in test mode. The second are other
     * applications in dev mode on this machine, see {@code quarkus.dapr-invoke.devservices.discovery}. A call to any other app
     * ID gets the response of Dapr: the status 500, with a message that names the missing entry.
     * <p>
     * Example: {@code quarkus.dapr-invoke.devservices.apps."orders"=http://localhost:8090}
     */
    @ConfigDocMapKey("app-id")
    @ConfigDocDefault("none")
    Map<String, String> apps();

    /**
     * Whether applications in dev mode find each other by their names ({@code quarkus.application.name}). They must run on the
     * same machine, as the same user, and with the in-process sidecar.
     * <p>
     * Each application writes a small file with its name and port to a folder that only this user can read. The folder is in
     * {@code XDG_RUNTIME_DIR} if that variable is set, else in the folder for temporary files. Applications in test mode
     * neither find others nor are found.
     * <p>
     * Example: {@code quarkus.dapr-invoke.devservices.discovery=false}
     */
    @WithDefault("true")
    boolean discovery();

    /**
     * The maximum size in bytes of a request body that the sidecar of dev and test mode accepts, as with
     * {@code --max-body-size} of {@code daprd}. The suffixes {@code K}, {@code M} and {@code G} are powers of 1024. The sidecar
     * responds to a larger request with the status 500.
     * <p>
     * Example: {@code quarkus.dapr-invoke.devservices.max-body-size=16M}
     */
    @WithDefault("4M")
    MemorySize maxBodySize();

    /**
     * The container image of {@code daprd}, for the mode {@code container}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.devservices.image-name=registry.example.com/daprio/daprd:1.18.2}
     */
    @WithDefault("daprio/daprd:1.18.2")
    String imageName();

    /**
     * The kinds of sidecar in dev and test mode.
     */
    enum Mode {

        /**
         * The kind that needs no installation: the same as {@code in-process}.
         */
        AUTO,

        /**
         * A small sidecar inside the Quarkus process. It supports service invocation and the health endpoints of Dapr's HTTP
         * API only.
         */
        IN_PROCESS,

        /**
         * The {@code daprd} binary of this machine, without any other part of Dapr. The environment variable {@code DAPRD}
         * names it. Without the variable, it is the first on the {@code PATH}, else the one in {@code ~/.dapr/bin}.
         */
        PROCESS,

        /**
         * {@code daprd} in a container, without any other part of Dapr.
         */
        CONTAINER
    }
}
