package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * An invalid base URL fails the build.
 */
class InvalidAppUrlTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = NoSidecarTestBase.app(OrdersCaller.class)
            .overrideConfigKey("quarkus.dapr-invoke.devservices.apps.\"orders\"", "localhost:8090")
            .assertException(e -> assertThat(e).hasStackTraceContaining(
                    "ConfigurationException: quarkus.dapr-invoke.devservices.apps.\"orders\" is not a base URL such as "
                            + "http://localhost:8090: it does not start with http:// or https://"));

    @Test
    void failsTheBuild() {
        fail("The application must not start");
    }
}
