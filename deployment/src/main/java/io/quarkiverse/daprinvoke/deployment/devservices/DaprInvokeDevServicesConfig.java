package io.quarkiverse.daprinvoke.deployment.devservices;

import java.util.Map;

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
     * Whether dev and test mode start a sidecar.
     * <p>
     * It starts when the application has at least one emitter and nothing says where a sidecar is: neither
     * {@code quarkus.dapr-invoke.endpoint}, nor one of the variables {@code DAPR_HTTP_ENDPOINT}, {@code DAPR_HTTP_PORT} and
     * {@code DAPR_SIDECAR_IP}, nor a property of the same meaning such as {@code dapr.http.port}. It is never part of the
     * packaged application.
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * Which sidecar dev and test mode start.
     */
    @WithDefault("auto")
    Mode mode();

    /**
     * Where the sidecar of dev and test mode finds the application with this app ID: the base URL of that application, such
     * as {@code http://localhost:8090}. A path in the URL is put before the path of each call.
     * <p>
     * The name of this application, {@code quarkus.application.name}, needs no entry: calls to it come back to this
     * application, at {@code quarkus.http.port} in dev mode and at {@code quarkus.http.test-port} in test mode. Nor do
     * other applications in dev mode on this machine, see {@code quarkus.dapr-invoke.devservices.discovery}. An entry wins
     * over both. A call to an app ID that is none of these is answered as Dapr answers it, with status 500, and the message
     * names the entry that is missing.
     */
    @ConfigDocMapKey("app-id")
    Map<String, String> apps();

    /**
     * Whether applications in dev mode on the same machine, of the same user and with the in-process sidecar, find each other
     * by their names, {@code quarkus.application.name}.
     * <p>
     * For this each of them puts a small file with its name and its port into a folder that only this user can read: it is in
     * the folder that the variable {@code XDG_RUNTIME_DIR} names, else in that for temporary files. Applications in test mode
     * neither find others nor are found.
     */
    @WithDefault("true")
    boolean discovery();

    /**
     * How large the body of a request may be that the sidecar of dev and test mode accepts, as {@code --max-body-size} of
     * {@code daprd}. It answers a larger one with status 500.
     */
    @WithDefault("4M")
    MemorySize maxBodySize();

    /**
     * The container image of {@code daprd}, for the mode {@code container}.
     */
    @WithDefault("daprio/daprd:1.18.2")
    String imageName();

    /**
     * The kinds of a sidecar of dev and test mode.
     */
    enum Mode {

        /**
         * The one that needs nothing to be installed: the same as {@code in-process}.
         */
        AUTO,

        /**
         * A small sidecar inside the Quarkus process. It serves service invocation and the health endpoints of Dapr's HTTP
         * API and nothing else.
         */
        IN_PROCESS,

        /**
         * A {@code daprd} of this machine, with no other part of Dapr beside it. It is the one that the environment variable
         * {@code DAPRD} names, else the first on the {@code PATH}, else that in {@code ~/.dapr/bin}.
         */
        PROCESS,

        /**
         * A {@code daprd} in a container, with no other part of Dapr beside it.
         */
        CONTAINER
    }
}
