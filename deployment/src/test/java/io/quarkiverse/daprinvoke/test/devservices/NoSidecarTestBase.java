package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

import io.quarkus.test.QuarkusUnitTest;

/**
 * An application for which no sidecar is started.
 */
abstract class NoSidecarTestBase {

    static QuarkusUnitTest app(Class<?>... classes) {
        return new QuarkusUnitTest()
                .withApplicationRoot(jar -> jar.addClass(NoSidecarTestBase.class).addClasses(classes))
                .overrideConfigKey("quarkus.http.test-port", "0");
    }

    @Test
    void noDevServiceSetsTheEndpoint() {
        assertThat(StreamSupport.stream(ConfigProvider.getConfig().getConfigSources().spliterator(), false)
                .filter(source -> source.getName().equals("DevServicesConfigSource"))
                .map((ConfigSource source) -> source.getValue("quarkus.dapr-invoke.endpoint")))
                .isNotEmpty().containsOnlyNulls();
    }
}
