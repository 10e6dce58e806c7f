package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkus.deployment.builditem.DevServicesSharedNetworkBuildItem;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An integration test of a container image has no sidecar, because it could not reach it, and a warning says what to do.
 */
class ContainerUnderTestTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withEmptyApplication()
            // As Quarkus does for such a test
            .addBuildChainCustomizer(chain -> chain.addBuildStep(context -> context
                    .produce(new DevServicesSharedNetworkBuildItem("io.quarkus.test.junit")))
                    .produces(DevServicesSharedNetworkBuildItem.class).build())
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("io.quarkiverse.daprinvoke.deployment"))
            .assertLogRecords(records -> assertThat(records).singleElement().satisfies(record -> {
                assertThat(record.getLevel().getName()).isEqualTo("WARN");
                assertThat(record.getMessage()).startsWith("Not starting the Dapr sidecar of dev and test mode, because the "
                        + "application under test runs in a container").contains("set quarkus.dapr-invoke.endpoint");
            }));

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void noSidecarIsStarted() {
        assertThat(ConfigProvider.getConfig().getConfigValue("quarkus.dapr-invoke.endpoint").getRawValue()).isNull();
    }
}
