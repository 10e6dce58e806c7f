package io.quarkiverse.daprinvoke.runtime;

import java.util.Map;

import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Configuration as an application would have it, without an application. */
public final class TestConfigs {

    private TestConfigs() {
    }

    public static SmallRyeConfig of(Map<String, String> properties) {
        return new SmallRyeConfigBuilder().addDiscoveredConverters().addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100)).withMapping(DaprInvokeConfig.class).build();
    }

    public static DaprInvokeConfig mapping(Map<String, String> properties) {
        return of(properties).getConfigMapping(DaprInvokeConfig.class);
    }
}
