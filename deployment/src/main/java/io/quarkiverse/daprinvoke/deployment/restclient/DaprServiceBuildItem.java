package io.quarkiverse.daprinvoke.deployment.restclient;

import org.jboss.jandex.ClassInfo;

import io.quarkus.builder.item.MultiBuildItem;

/**
 * One REST Client interface of the application whose calls go through the sidecar.
 */
public final class DaprServiceBuildItem extends MultiBuildItem {

    private final ClassInfo type;
    private final String appId;

    DaprServiceBuildItem(ClassInfo type, String appId) {
        this.type = type;
        this.appId = appId;
    }

    public ClassInfo getType() {
        return type;
    }

    /**
     * @return the app ID of its annotation, {@code null} if only the configuration sets it
     */
    public String getAppId() {
        return appId;
    }
}
