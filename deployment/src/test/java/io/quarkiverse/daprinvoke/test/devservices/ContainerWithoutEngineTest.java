package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.DockerClientFactory;

import io.quarkus.test.QuarkusUnitTest;

/**
 * The mode {@code container} on a machine without a container engine.
 */
@DisabledIf(value = "hasEngine", disabledReason = "there is a container engine on this machine")
class ContainerWithoutEngineTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = NoSidecarTestBase.app(OrdersCaller.class)
            .overrideConfigKey("quarkus.dapr-invoke.devservices.mode", "container")
            .assertException(e -> assertThat(e).hasStackTraceContaining(
                    "ConfigurationException: quarkus.dapr-invoke.devservices.mode is container, but no working container "
                            + "engine was found. Start Docker or Podman, or choose another mode"));

    static boolean hasEngine() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Test
    void failsTheBuild() {
        fail("The application must not start");
    }
}
