package io.quarkiverse.daprinvoke.deployment.devservices;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The applications that the sidecar of dev and test mode can call.
 */
public final class AppDirectory {

    private static final String APPS = "quarkus.dapr-invoke.devservices.apps.";

    private final Map<String, BaseUrl> apps = new TreeMap<>();
    private final String ownName;
    private final int ownPort;
    private final String ownPortProperty;

    /**
     * @param apps the base URL of each application by app ID
     * @param ownName the app ID of the application itself
     * @param ownPort where the application itself listens, 0 if the port is random
     * @param ownPortProperty the property that sets {@code ownPort}
     */
    public AppDirectory(Map<String, String> apps, String ownName, int ownPort, String ownPortProperty) {
        apps.forEach((appId, url) -> this.apps.put(appId, BaseUrl.parse(property(appId), url)));
        this.ownName = ownName;
        this.ownPort = ownPort;
        this.ownPortProperty = ownPortProperty;
    }

    String ownName() {
        return ownName;
    }

    BaseUrl find(String appId) throws RefusedInvocationException {
        BaseUrl configured = apps.get(appId);
        if (configured != null) {
            return configured;
        }
        if (!appId.equals(ownName)) {
            throw new RefusedInvocationException(appId, "no application is known by this app ID: set "
                    + property(appId) + "=<base URL> to say where it listens");
        }
        if (ownPort == 0) {
            throw new RefusedInvocationException(appId, "this is the application itself, and its port is random: set "
                    + ownPortProperty + " to a fixed port, or " + property(appId) + "=<base URL>");
        }
        return new BaseUrl(false, "localhost", ownPort, "");
    }

    /**
     * What distinguishes this directory from another, made of JDK types only: it is compared across class loaders.
     */
    List<String> identity() {
        return List.of(apps.toString(), ownName, ownPortProperty, String.valueOf(ownPort));
    }

    static String property(String appId) {
        return APPS + '"' + appId + '"';
    }
}
