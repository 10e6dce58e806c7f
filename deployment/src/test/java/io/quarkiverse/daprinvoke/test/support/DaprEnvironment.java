package io.quarkiverse.daprinvoke.test.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

import io.smallrye.config.EnvConfigSource;

/**
 * Environment variables of an application under test, read by the source that reads the real ones.
 */
public final class DaprEnvironment implements ConfigSourceProvider {

    private static final String RESOURCE = "dapr-environment.properties";

    /**
     * @param variables one {@code NAME=value} for each variable
     */
    public static void add(JavaArchive jar, String... variables) {
        jar.addClass(DaprEnvironment.class).addAsServiceProvider(ConfigSourceProvider.class, DaprEnvironment.class)
                .addAsResource(new StringAsset(String.join("\n", variables)), RESOURCE);
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ClassLoader loader) {
        Properties properties = new Properties();
        try (InputStream in = loader.getResourceAsStream(RESOURCE)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> variables = new HashMap<>();
        properties.forEach((name, value) -> variables.put((String) name, (String) value));
        return List.of(new EnvConfigSource(variables, 300));
    }
}
