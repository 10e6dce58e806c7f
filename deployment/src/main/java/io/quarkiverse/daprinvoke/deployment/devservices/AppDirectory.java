package io.quarkiverse.daprinvoke.deployment.devservices;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.quarkiverse.daprinvoke.runtime.SidecarAddress;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The applications that the sidecar of dev and test mode can call.
 */
public final class AppDirectory {

    private static final String APPS = "quarkus.dapr-invoke.devservices.apps.";

    private final Map<String, SidecarAddress> apps = new TreeMap<>();
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
        apps.forEach((appId, url) -> this.apps.put(appId, parse(property(appId), url)));
        this.ownName = ownName;
        this.ownPort = ownPort;
        this.ownPortProperty = ownPortProperty;
    }

    /** An application's base URL has the form of a sidecar's. The value is not repeated, because it may hold a password. */
    private static SidecarAddress parse(String property, String url) {
        try {
            return SidecarAddress.parseUrl(url);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    property + " is not a base URL such as http://localhost:8090: " + e.getMessage(), Set.of(property));
        }
    }

    String ownName() {
        return ownName;
    }

    SidecarAddress find(String appId) throws RefusedInvocationException {
        SidecarAddress configured = apps.get(appId);
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
        return new SidecarAddress(false, "localhost", ownPort, "");
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
