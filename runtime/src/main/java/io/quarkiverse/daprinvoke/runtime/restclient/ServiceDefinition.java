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

    /**
     * @param interfaceName the name of its class
     * @param configKey the key of its configuration, {@code null} for none
     * @param appId the app ID of its annotation, not yet resolved, {@code null} if it has none
     */
    @RecordableConstructor
    public ServiceDefinition(String interfaceName, String configKey, String appId) {
        this.interfaceName = interfaceName;
        this.configKey = configKey;
        this.appId = appId;
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

    /**
     * @return the names that it is configured by, the one to recommend first
     */
    public List<String> names() {
        return configKey == null || configKey.equals(interfaceName) ? List.of(interfaceName)
                : List.of(configKey, interfaceName);
    }
}
