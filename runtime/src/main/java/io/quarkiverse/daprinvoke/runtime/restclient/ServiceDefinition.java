package io.quarkiverse.daprinvoke.runtime.restclient;

import java.util.List;

import io.quarkus.runtime.annotations.RecordableConstructor;

/**
 * One interface that the build has found.
 */
public final class ServiceDefinition {

    private final String interfaceName;
    private final String configKey;
    private final String appId;
    private final String baseUri;
    private final boolean endingWithSlash;

    /**
     * @param interfaceName the name of its class
     * @param configKey the key of its configuration, {@code null} for none
     * @param appId the app ID of its annotation, not yet resolved, {@code null} if it has none
     * @param baseUri the base URI of its declaration, not yet resolved, {@code null} if it has none; its path is kept
     * @param endingWithSlash whether it has paths that end with a slash
     */
    @RecordableConstructor
    public ServiceDefinition(String interfaceName, String configKey, String appId, String baseUri, boolean endingWithSlash) {
        this.interfaceName = interfaceName;
        this.configKey = configKey;
        this.appId = appId;
        this.baseUri = baseUri;
        this.endingWithSlash = endingWithSlash;
    }

    public String getInterfaceName() {
        return interfaceName;
    }

    public String getConfigKey() {
        return configKey;
    }

    public String getAppId() {
        return appId;
    }

    public String getBaseUri() {
        return baseUri;
    }

    public boolean isEndingWithSlash() {
        return endingWithSlash;
    }

    /**
     * @return its names in the configuration, the recommended one first
     */
    public List<String> names() {
        return names(interfaceName, configKey);
    }

    /**
     * @param configKey {@code null} for none
     * @return the names of an interface in the configuration, the recommended one first
     */
    public static List<String> names(String interfaceName, String configKey) {
        return configKey == null || configKey.equals(interfaceName) ? List.of(interfaceName)
                : List.of(configKey, interfaceName);
    }
}
