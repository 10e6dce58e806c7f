package io.quarkiverse.daprinvoke.test.support;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.jboss.shrinkwrap.api.spec.JavaArchive;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Applications that must not be built, or must not start. The test class is part of them.
 */
public final class FailingApp {

    private FailingApp() {
    }

    /**
     * @param message all that the build must say, word by word
     * @param classes the classes of the application, the test class aside
     */
    public static QuarkusUnitTest build(String message, Class<?>... classes) {
        return app(DeploymentException.class, message, classes);
    }

    /**
     * @param message all that the start must say, word by word
     * @param classes the classes of the application, the test class aside
     */
    public static QuarkusUnitTest start(String message, Class<?>... classes) {
        return app(ConfigurationException.class, message, classes);
    }

    private static QuarkusUnitTest app(Class<? extends Throwable> type, String message, Class<?>... classes) {
        return new QuarkusUnitTest()
                .withApplicationRoot((JavaArchive jar) -> jar.addClasses(classes))
                .overrideConfigKey("quarkus.http.test-port", "0")
                // Dev Services would not see the endpoint, because it is set when the application starts
                .overrideConfigKey("quarkus.devservices.enabled", "false")
                .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:3500")
                .assertException(failure -> {
                    Throwable found = failure;
                    // By name, because the failure of a started application comes from another class loader
                    while (found != null && !found.getClass().getName().equals(type.getName())) {
                        found = found.getCause();
                    }
                    assertThat(found).as("the %s in %s", type.getSimpleName(), failure).isNotNull();
                    assertThat(found.getMessage()).isEqualTo(message);
                });
    }
}
