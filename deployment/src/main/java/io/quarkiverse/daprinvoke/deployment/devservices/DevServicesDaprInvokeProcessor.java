package io.quarkiverse.daprinvoke.deployment.devservices;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.deployment.DaprEmitterBuildItem;
import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.runtime.LaunchMode;

/**
 * Starts a sidecar in dev and test mode when the application needs one and has none.
 */
class DevServicesDaprInvokeProcessor {

    private static final Logger LOG = Logger.getLogger(DevServicesDaprInvokeProcessor.class);

    @BuildStep(onlyIf = DevServicesConfig.Enabled.class, onlyIfNot = IsProduction.class)
    DevServicesResultBuildItem sidecar(List<DaprEmitterBuildItem> emitters, DaprInvokeDevServicesConfig devServices,
            ApplicationInfoBuildItem application, LaunchModeBuildItem launchMode) {
        Config config = ConfigProvider.getConfig();
        Optional<String> reason = StartDecision.reasonNotToStart(devServices.enabled(), !emitters.isEmpty(), config);
        if (reason.isPresent()) {
            LOG.debugf("Not starting the Dapr sidecar of dev and test mode: %s", reason.get());
            return null;
        }
        AppDirectory apps = apps(devServices, OwnAppId.of(application.getName(), config), launchMode.getLaunchMode(),
                config);
        return DevServicesResultBuildItem.<InProcessSidecar> owned()
                .feature("dapr-invoke")
                .description("Dapr sidecar for service invocation")
                .serviceConfig(apps.identity())
                .startable(() -> new InProcessSidecar(apps))
                .configProvider(Map.of(StartDecision.ENDPOINT, InProcessSidecar::getConnectionInfo))
                .postStartHook(DevServicesDaprInvokeProcessor::announce)
                .build();
    }

    private static AppDirectory apps(DaprInvokeDevServicesConfig devServices, String ownName, LaunchMode mode,
            Config config) {
        // Run-time configuration of another extension, so there is no mapping of it here; the defaults are its defaults
        boolean test = mode == LaunchMode.TEST;
        String portProperty = test ? "quarkus.http.test-port" : "quarkus.http.port";
        int port = config.getOptionalValue(portProperty, Integer.class).orElse(test ? 8081 : 8080);
        return new AppDirectory(devServices.apps(), ownName, port, portProperty);
    }

    private static void announce(InProcessSidecar sidecar) {
        LOG.infof("Dapr sidecar of dev and test mode listening on %s. It calls this application by its name; set %s=<base URL>"
                + " for each other application", sidecar.getConnectionInfo(), AppDirectory.property("<app ID>"));
    }
}
