package io.quarkiverse.daprinvoke.deployment.devservices;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.deployment.devservices.DaprInvokeDevServicesConfig.Mode;
import io.quarkiverse.daprinvoke.deployment.devservices.daprd.DaprdBinary;
import io.quarkiverse.daprinvoke.deployment.devservices.daprd.DaprdContainer;
import io.quarkiverse.daprinvoke.deployment.devservices.daprd.DaprdProcess;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AnnouncedApps;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.Announcement;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.HttpPortListener;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.LastPort;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.PlainHttp;
import io.quarkiverse.daprinvoke.deployment.devservices.inprocess.InProcessSidecar;
import io.quarkiverse.daprinvoke.deployment.emitter.DaprEmitterBuildItem;
import io.quarkiverse.daprinvoke.deployment.restclient.DaprServiceBuildItem;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.DevServicesSharedNetworkBuildItem;
import io.quarkus.deployment.builditem.DockerStatusBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.LiveReloadBuildItem;
import io.quarkus.deployment.builditem.Startable;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Starts a sidecar in dev and test mode when the application needs one and has none, and lets applications in dev mode find
 * each other.
 */
class DevServicesDaprInvokeProcessor {

    private static final Logger LOG = Logger.getLogger(DevServicesDaprInvokeProcessor.class);

    private static final String FEATURE = "dapr-invoke";
    private static final Duration START = Duration.ofSeconds(30);

    @BuildStep(onlyIf = DevServicesConfig.Enabled.class, onlyIfNot = IsProduction.class)
    DevServicesResultBuildItem sidecar(List<DaprEmitterBuildItem> emitters, List<DaprServiceBuildItem> services,
            DaprInvokeDevServicesConfig devServices, DevServicesConfig allDevServices, ApplicationInfoBuildItem application,
            LaunchModeBuildItem launchMode,
            LiveReloadBuildItem liveReload, DockerStatusBuildItem docker,
            List<DevServicesSharedNetworkBuildItem> sharedNetwork) {
        Config config = ConfigProvider.getConfig();
        Optional<String> reason = StartDecision.reasonNotToStart(devServices.enabled(),
                !emitters.isEmpty() || !services.isEmpty(), config);
        if (reason.isPresent()) {
            LOG.debugf("Not starting the Dapr sidecar of dev and test mode: %s", reason.get());
            return null;
        }
        if (StartDecision.testsContainer(sharedNetwork)) {
            LOG.warn(
                    "Not starting the Dapr sidecar of dev and test mode, because the application under test runs in a container "
                            + "and could not reach it: it listens on the loopback address of this machine. Start a sidecar in the "
                            + "network of the container and set quarkus.dapr-invoke.endpoint to its base URL, or test the packaged jar "
                            + "or the native executable instead of the container image");
            return null;
        }
        LaunchMode mode = launchMode.getLaunchMode();
        AppDirectory apps = apps(devServices, OwnAppId.of(application.getName(), config), mode, config);
        boolean forTests = mode == LaunchMode.TEST;
        long maxBodySize = devServices.maxBodySize().asLongValue();
        String itself = apps.servesPlainHttp() ? "It calls this application by its name"
                : "It does not call this application, which serves HTTPS only";
        String others = apps.servesPlainHttp() ? ", and other applications in dev mode on this machine by their names"
                : ". It calls other applications in dev mode on this machine by their names";
        Duration timeout = allDevServices.timeout().orElse(START);
        boolean randomPort = apps.servesPlainHttp() && apps.ownPort() == 0;
        String daprd = randomPort ? "It does not call this application, whose port is random" : itself;
        return switch (devServices.mode()) {
            case AUTO, IN_PROCESS -> {
                if (mode == LaunchMode.DEVELOPMENT && !liveReload.isLiveReload()) {
                    warmUp(apps);
                }
                yield sidecar("in this process",
                        apps.findsOthers() ? itself + others : itself,
                        apps, maxBodySize,
                        () -> new InProcessSidecar(apps, maxBodySize, forTests, Optional.of(new LastPort(mode))));
            }
            case PROCESS -> {
                Path binary = DaprdBinary.find(System::getenv, Path.of(System.getProperty("user.home")));
                yield sidecar(binary.toString(), daprd, apps, maxBodySize,
                        () -> new DaprdProcess(binary, apps, maxBodySize, timeout));
            }
            case CONTAINER -> {
                if (!docker.isContainerRuntimeAvailable()) {
                    throw new ConfigurationException(DaprInvokeDevServicesConfig.MODE + " is container, but no working "
                            + "container engine was found. Start Docker or Podman, or choose another mode",
                            Set.of(DaprInvokeDevServicesConfig.MODE));
                }
                String image = devServices.imageName();
                yield sidecar("container of " + image, daprd, apps, maxBodySize,
                        () -> new DaprdContainer(image, apps, maxBodySize, timeout));
            }
        };
    }

    /**
     * Loads the classes of the sidecar while the build goes on, because class loading takes most of the time of the first
     * start.
     */
    private static void warmUp(AppDirectory apps) {
        Thread thread = new Thread(() -> {
            try (InProcessSidecar sidecar = new InProcessSidecar(apps)) {
                sidecar.start();
            } catch (RuntimeException e) {
                LOG.debug("The warm-up of the Dapr sidecar failed. The start of the sidecar reports the reason", e);
            }
        }, "Dapr sidecar warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * @param kind the kind of sidecar, for the log
     * @param calls a sentence about the applications that it calls without configuration
     */
    private static DevServicesResultBuildItem sidecar(String kind, String calls, AppDirectory apps, long maxBodySize,
            Supplier<Startable> sidecar) {
        List<String> identity = new ArrayList<>(apps.identity());
        identity.addAll(List.of(kind, String.valueOf(maxBodySize)));
        return DevServicesResultBuildItem.<Startable> owned()
                .feature(FEATURE)
                .serviceName("sidecar")
                .description("Dapr sidecar for service invocation")
                .serviceConfig(identity)
                .startable(sidecar)
                .configProvider(Map.of(StartDecision.ENDPOINT, Startable::getConnectionInfo))
                .postStartHook(started -> LOG.infof("Dapr sidecar of dev and test mode (%s) listening on %s. %s; set "
                        + "%s=<base URL> for each other application", kind, started.getConnectionInfo(), calls,
                        AppDirectory.property("<app ID>")))
                .build();
    }

    /** An application without emitters is announced, too, because other applications may call it. */
    @BuildStep(onlyIf = { DevServicesConfig.Enabled.class, IsDevelopment.class })
    DevServicesResultBuildItem announcement(DaprInvokeDevServicesConfig devServices, ApplicationInfoBuildItem application) {
        Config config = ConfigProvider.getConfig();
        if (!findsOthers(devServices) || StartDecision.reasonNotToStart(devServices.enabled(), true, config).isPresent()) {
            return null;
        }
        String appId = OwnAppId.of(application.getName(), config);
        return DevServicesResultBuildItem.<Announcement> owned()
                .feature(FEATURE)
                .serviceName("announcement")
                .description("Dapr app ID for other applications in dev mode")
                .serviceConfig(appId)
                .startable(() -> new Announcement(AnnouncedApps.ofUser(), appId))
                .postStartHook(started -> LOG.debugf("Other applications in dev mode find this one as %s", appId))
                .build();
    }

    private static boolean findsOthers(DaprInvokeDevServicesConfig devServices) {
        boolean inProcess = devServices.mode() == Mode.AUTO || devServices.mode() == Mode.IN_PROCESS;
        return inProcess && devServices.discovery();
    }

    private static AppDirectory apps(DaprInvokeDevServicesConfig devServices, String ownName, LaunchMode mode,
            Config config) {
        // This is run-time configuration of another extension, so it has no mapping here. The defaults are those of Quarkus
        boolean test = mode == LaunchMode.TEST;
        String portProperty = test ? "quarkus.http.test-port" : "quarkus.http.port";
        int port = config.getOptionalValue(portProperty, Integer.class).orElse(test ? 8081 : 8080);
        // A test must not call applications that happen to run on this machine. The port of dev mode is not the port of a test
        IntSupplier realPort = test ? () -> 0 : () -> HttpPortListener.port().getNow(HttpPortListener.NONE);
        Optional<AnnouncedApps> others = test || !findsOthers(devServices) ? Optional.empty()
                : Optional.of(AnnouncedApps.ofUser());
        boolean plainHttp = PlainHttp.isServed(property -> config.getOptionalValue(property, String.class));
        return new AppDirectory(devServices.apps(), ownName, port, portProperty, plainHttp, realPort, others);
    }
}
