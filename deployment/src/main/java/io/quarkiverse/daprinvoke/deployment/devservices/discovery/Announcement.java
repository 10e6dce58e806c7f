package io.quarkiverse.daprinvoke.deployment.devservices.discovery;

import java.io.IOException;

import org.jboss.logging.Logger;

import io.quarkus.deployment.builditem.Startable;

/**
 * Announces the port of this application to other applications in dev mode on this machine, until dev mode ends.
 */
public final class Announcement implements Startable {

    private static final Logger LOG = Logger.getLogger(Announcement.class);

    private final AnnouncedApps apps;
    private final String appId;
    private boolean closed;

    public Announcement(AnnouncedApps apps, String appId) {
        this.apps = apps;
        this.appId = appId;
    }

    @Override
    public void start() {
        HttpPortListener.port().thenAccept(this::announce);
    }

    private synchronized void announce(int port) {
        if (closed) {
            return;
        }
        if (port == HttpPortListener.NONE) {
            LOG.infof("Other applications in dev mode cannot find this one as %s, because its plain HTTP port is not "
                    + "known. Set %s=<base URL> in these applications", appId, AppDirectory.property(appId));
            return;
        }
        try {
            apps.announce(AnnouncedApp.own(appId, port));
        } catch (IOException e) {
            LOG.warnf("Other applications in dev mode cannot find this one: %s", e.getMessage());
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        apps.withdraw();
    }

    @Override
    public String getConnectionInfo() {
        return appId;
    }

    @Override
    public String getContainerId() {
        return null;
    }
}
