package io.quarkiverse.daprinvoke.runtime.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;

/** The configuration sources of an application with their ordinals, filled by a test. */
public final class ConfigurationSources {

    private final Map<String, String> applicationProperties = new HashMap<>();
    private final Map<String, String> dotEnv = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> systemProperties = new HashMap<>();
    private String yaml = "";

    /** Below the root. */
    public ConfigurationSources inApplicationProperties(String key, String value) {
        return inApplicationProperties("", key, value);
    }

    public ConfigurationSources inApplicationProperties(String profile, String key, String value) {
        applicationProperties.put(profile + "quarkus.dapr-invoke." + key, value);
        return this;
    }

    public ConfigurationSources inDotEnv(String variable, String value) {
        dotEnv.put(variable, value);
        return this;
    }

    public ConfigurationSources inEnvironment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Below the root. */
    public ConfigurationSources inSystemProperties(String key, String value) {
        systemProperties.put("quarkus.dapr-invoke." + key, value);
        return this;
    }

    /** Below the root. */
    public ConfigurationSources inYaml(String lines) {
        yaml = "quarkus:\n  dapr-invoke:\n" + lines.indent(4);
        return this;
    }

    public SmallRyeConfig config() {
        try {
            return withFile(Files.writeString(Files.createTempFile("application", ".yaml"), yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SmallRyeConfig withFile(Path file) throws IOException {
        file.toFile().deleteOnExit();
        return new SmallRyeConfigBuilder().addDiscoveredConverters().addDefaultInterceptors()
                .withProfile("with-dash").withProfile("common").withProfile("prod")
                .withSources(new PropertiesConfigSource(applicationProperties, "application.properties", 250),
                        new YamlConfigSource(file.toUri().toURL(), 255), new EnvConfigSource(dotEnv, 295),
                        new EnvConfigSource(environment, 300),
                        new PropertiesConfigSource(systemProperties, "system properties", 400))
                // As in an application, where unknown names are warned of
                .withDefaultValue(SmallRyeConfig.SMALLRYE_CONFIG_MAPPING_VALIDATE_UNKNOWN, "false")
                .withMapping(DaprInvokeConfig.class).build();
    }
}
