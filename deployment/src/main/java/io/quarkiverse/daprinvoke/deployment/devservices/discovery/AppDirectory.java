package io.quarkiverse.daprinvoke.deployment.devservices.discovery;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntSupplier;

import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
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
    private final boolean plainHttp;
    private final IntSupplier realPort;
    private final Optional<AnnouncedApps> announced;

    /**
     * @param apps the base URL of each application by app ID
     * @param ownName the app ID of the application itself
     * @param ownPort the configured port of the application itself, 0 if it is random
     * @param ownPortProperty the property that sets {@code ownPort}
     * @param plainHttp whether the application itself serves plain HTTP
     * @param realPort the port at which the application listens, 0 if it is not known; requested for each call
     * @param announced the other applications in dev mode, empty without discovery
     */
    public AppDirectory(Map<String, String> apps, String ownName, int ownPort, String ownPortProperty, boolean plainHttp,
            IntSupplier realPort, Optional<AnnouncedApps> announced) {
        apps.forEach((appId, url) -> this.apps.put(appId, parse(property(appId), url)));
        this.ownName = ownName;
        this.ownPort = ownPort;
        this.ownPortProperty = ownPortProperty;
        this.plainHttp = plainHttp;
        this.realPort = realPort;
        this.announced = announced;
    }

    /** Creates a directory without the other applications in dev mode and without the real port. */
    public AppDirectory(Map<String, String> apps, String ownName, int ownPort, String ownPortProperty) {
        this(apps, ownName, ownPort, ownPortProperty, true, () -> 0, Optional.empty());
    }

    /**
     * The base URL of an application follows the rules for sidecars. The message does not repeat it, because it may contain a
     * password.
     */
    private static SidecarAddress parse(String property, String url) {
        try {
            return SidecarAddress.parseUrl(url);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    property + " is not a base URL such as http://localhost:8090: " + e.getMessage(), Set.of(property));
        }
    }

    public String ownName() {
        return ownName;
    }

    /**
     * @return the port at which a sidecar can call the application itself, 0 if it is random or there is no plain HTTP
     */
    public int ownPort() {
        return plainHttp ? ownPort : 0;
    }

    public boolean servesPlainHttp() {
        return plainHttp;
    }

    /**
     * @return the configured applications, by app ID
     */
    public Map<String, SidecarAddress> configured() {
        return Collections.unmodifiableMap(apps);
    }

    /**
     * @return whether other applications in dev mode are called by their names
     */
    public boolean findsOthers() {
        return announced.isPresent();
    }

    /**
     * @return whether finding the application requires reading files, which blocks
     */
    public boolean looksAround(String appId) {
        return findsOthers() && !apps.containsKey(appId) && !appId.equals(ownName);
    }

    public SidecarAddress find(String appId) throws RefusedInvocationException {
        SidecarAddress configured = apps.get(appId);
        if (configured != null) {
            return configured;
        }
        return local(appId.equals(ownName) ? findOwnPort() : findPort(appId));
    }

    private int findOwnPort() throws RefusedInvocationException {
        if (!plainHttp) {
            throw new RefusedInvocationException(ownName,
                    "this is the application itself, which serves HTTPS only, but this "
                            + "sidecar calls it over plain HTTP: set quarkus.http.insecure-requests=enabled in dev and test "
                            + "mode, or "
                            + property(ownName) + "=<base URL>");
        }
        // A live reload does not change the port, even if the configuration was changed
        int port = realPort.getAsInt() != 0 ? realPort.getAsInt() : ownPort;
        if (port == 0) {
            throw new RefusedInvocationException(ownName, "this is the application itself, and its port is random: set "
                    + ownPortProperty + " to a fixed port, or " + property(ownName) + "=<base URL>");
        }
        return port;
    }

    private int findPort(String appId) throws RefusedInvocationException {
        Optional<AnnouncedApp> running = announced.flatMap(apps -> apps.find(appId));
        if (running.isEmpty()) {
            throw new RefusedInvocationException(appId, "no application with this app ID was found: "
                    + (findsOthers() ? "start it in dev mode on this machine, or set " : "set ")
                    + property(appId) + "=<base URL>");
        }
        return running.get().port();
    }

    private static SidecarAddress local(int port) {
        return new SidecarAddress(false, "localhost", port, "");
    }

    /**
     * The properties that distinguish this directory from another. They are JDK types, because they are compared across class
     * loaders.
     */
    public List<String> identity() {
        return List.of(apps.toString(), ownName, ownPortProperty, String.valueOf(ownPort),
                String.valueOf(plainHttp), String.valueOf(findsOthers()));
    }

    public static String property(String appId) {
        return APPS + '"' + appId + '"';
    }
}
