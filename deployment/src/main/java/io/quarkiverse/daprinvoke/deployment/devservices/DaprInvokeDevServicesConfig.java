package io.quarkiverse.daprinvoke.deployment.devservices;

import java.util.Map;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Dev Services of Dapr service invocation: the sidecar of dev and test mode.
 */
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
@ConfigMapping(prefix = "quarkus.dapr-invoke.devservices")
public interface DaprInvokeDevServicesConfig {

    /**
     * Whether dev and test mode start a small sidecar inside the Quarkus process.
     * <p>
     * It starts when the application has at least one emitter and nothing says where a sidecar is: neither
     * {@code quarkus.dapr-invoke.endpoint}, nor one of the variables {@code DAPR_HTTP_ENDPOINT}, {@code DAPR_HTTP_PORT} and
     * {@code DAPR_SIDECAR_IP}, nor a property of the same meaning such as {@code dapr.http.port}. It serves service
     * invocation and the health endpoints of Dapr's HTTP API and nothing else. It needs neither Docker nor Dapr, and is
     * never part of the packaged application.
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * Where the sidecar of dev and test mode finds the application with this app ID: the base URL of that application, such
     * as {@code http://localhost:8090}. A path in the URL is put before the path of each call.
     * <p>
     * The name of this application, {@code quarkus.application.name}, needs no entry: calls to it come back to this
     * application, at {@code quarkus.http.port} in dev mode and at {@code quarkus.http.test-port} in test mode. An entry for
     * it wins. A call to an app ID that is neither is answered as Dapr answers it, with status 500, and the message names the
     * entry that is missing.
     */
    @ConfigDocMapKey("app-id")
    Map<String, String> apps();
}
