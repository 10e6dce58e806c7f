package io.quarkiverse.daprinvoke.runtime.restclient;

import java.util.List;

import io.quarkus.runtime.annotations.RecordableConstructor;

/**
 * One interface as the build found it.
 */
public final class ServiceDefinition {

    private final String interfaceName;
    private final String configKey;
    private final String appId;
    private final String baseUri;

    /**
     * @param interfaceName the name of its class
     * @param configKey the key of its configuration, {@code null} for none
     * @param appId the app ID of its annotation, not yet resolved, {@code null} if it has none
     * @param baseUri the base URI of its declaration, not yet resolved, {@code null} if it has none; its path is kept
     */
    @RecordableConstructor
    public ServiceDefinition(String interfaceName, String configKey, String appId, String baseUri) {
        this.interfaceName = interfaceName;
        this.configKey = configKey;
        this.appId = appId;
        this.baseUri = baseUri;
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

    /**
     * @return the names that it is configured by, the one to recommend first
     */
    public List<String> names() {
        return configKey == null || configKey.equals(interfaceName) ? List.of(interfaceName)
                : List.of(configKey, interfaceName);
    }
}
