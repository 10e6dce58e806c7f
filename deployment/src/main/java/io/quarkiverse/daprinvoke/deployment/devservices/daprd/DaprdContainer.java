package io.quarkiverse.daprinvoke.deployment.devservices.daprd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jboss.logging.Logger;
import org.testcontainers.Testcontainers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.quarkus.deployment.builditem.Startable;

/**
 * A {@code daprd} in a container as the sidecar of dev and test mode. It reaches applications on this machine by a special host
 * name.
 */
public final class DaprdContainer extends GenericContainer<DaprdContainer> implements Startable {

    private static final Logger LOG = Logger.getLogger(DaprdContainer.class);

    private static final int PORT = 3500;
    private static final String THIS_MACHINE = INTERNAL_HOST_HOSTNAME;
    private static final String RESOURCES = "/resources";

    private final AppDirectory apps;

    /**
     * @param maxBodySize the number of bytes that the body of a request may have
     * @param timeout the timeout of its start, without the download of the image
     */
    public DaprdContainer(String image, AppDirectory apps, long maxBodySize, Duration timeout) {
        super(DockerImageName.parse(image));
        this.apps = apps;
        DaprdSettings settings = new DaprdSettings(THIS_MACHINE, apps, maxBodySize);
        List<String> command = new ArrayList<>(
                List.of("./daprd", "--dapr-http-port=" + PORT, "--dapr-listen-addresses=0.0.0.0"));
        command.addAll(settings.arguments(RESOURCES));
        withCommand(command.toArray(String[]::new));
        settings.resources().forEach((name, text) -> withCopyToContainer(Transferable.of(text), RESOURCES + "/" + name));
        withExposedPorts(PORT);
        withAccessToHost(true);
        waitingFor(Wait.forHttp("/v1.0/healthz/outbound").forPort(PORT).forStatusCode(204).withStartupTimeout(timeout));
        withLogConsumer(frame -> LOG.debug(frame.getUtf8StringWithoutLineEnding()));
    }

    @Override
    public void start() {
        if (apps.ownPort() != 0) {
            Testcontainers.exposeHostPorts(apps.ownPort());
        }
        for (SidecarAddress url : apps.configured().values()) {
            if (DaprdSettings.isThisMachine(url)) {
                Testcontainers.exposeHostPorts(url.port());
            }
        }
        super.start();
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public String getConnectionInfo() {
        return "http://" + getHost() + ":" + getMappedPort(PORT);
    }
}
