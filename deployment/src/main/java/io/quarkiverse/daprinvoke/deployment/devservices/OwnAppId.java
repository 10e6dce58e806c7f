package io.quarkiverse.daprinvoke.deployment.devservices;

import org.eclipse.microprofile.config.Config;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * The app ID of the application itself, which is its name.
 */
public final class OwnAppId {

    private OwnAppId() {
    }

    /**
     * @param name the name of the application in the build
     * @param config the configuration
     * @return the configured name, else the given one
     */
    public static String of(String name, Config config) {
        // In an integration test, Quarkus replaces the configured name with the name of the artifact
        SmallRyeConfig complete = config.unwrap(SmallRyeConfig.class);
        SmallRyeConfigBuilder configured = new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withProfiles(complete.getProfiles());
        complete.getConfigSources().forEach(source -> {
            if (source.getOrdinal() != Integer.MAX_VALUE) {
                configured.withSources(source);
            }
        });
        return configured.build().getOptionalValue("quarkus.application.name", String.class).orElse(name);
    }
}
