package io.quarkiverse.daprinvoke.test.devservices;

import static io.quarkiverse.daprinvoke.deployment.devservices.StartDecision.reasonNotToStart;
import static io.quarkiverse.daprinvoke.deployment.devservices.StartDecision.testsContainer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.deployment.builditem.DevServicesSharedNetworkBuildItem;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * The sidecar of dev and test mode starts only if the application requires one and no other one is configured.
 */
class StartDecisionTest {

    @Test
    void startsForAnEmitterIfNothingIsConfigured() {
        assertThat(reasonNotToStart(true, true, properties("dapr.api.token", "x"))).isEmpty();
    }

    @Test
    void doesNotStartIfSwitchedOff() {
        assertThat(reasonNotToStart(false, true, properties("a", "b")))
                .hasValue("quarkus.dapr-invoke.devservices.enabled is false");
    }

    @Test
    void doesNotStartWithoutAnEmitter() {
        assertThat(reasonNotToStart(true, false, properties("a", "b"))).hasValue(
                "the application has no emitter, and no interface with @DaprService");
    }

    @ParameterizedTest
    @ValueSource(strings = { "quarkus.dapr-invoke.endpoint", "dapr.http.endpoint", "DAPR_HTTP_ENDPOINT", "dapr.http.port",
            "DAPR_HTTP_PORT", "dapr.sidecar.ip", "DAPR_SIDECAR_IP" })
    void doesNotStartIfAPropertySaysWhereTheSidecarIs(String property) {
        assertThat(reasonNotToStart(true, true, properties(property, "1"))).hasValue(property + " is set");
    }

    @ParameterizedTest
    @CsvSource({ "QUARKUS_DAPR_INVOKE_ENDPOINT,quarkus.dapr-invoke.endpoint", "DAPR_HTTP_ENDPOINT,dapr.http.endpoint",
            "DAPR_HTTP_PORT,dapr.http.port", "DAPR_SIDECAR_IP,dapr.sidecar.ip" })
    void doesNotStartIfTheEnvironmentSaysWhereTheSidecarIs(String variable, String property) {
        assertThat(reasonNotToStart(true, true, environment(variable, "1"))).hasValue(property + " is set");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "  ", "${not.there:}", "${not.there}" })
    void startsIfNoVariableHasAValue(String value) {
        for (String property : List.of("dapr.http.endpoint", "DAPR_HTTP_ENDPOINT", "dapr.http.port", "DAPR_HTTP_PORT",
                "dapr.sidecar.ip", "DAPR_SIDECAR_IP")) {
            assertThat(reasonNotToStart(true, true, properties(property, value))).as(property).isEmpty();
        }
        for (String variable : List.of("DAPR_HTTP_ENDPOINT", "DAPR_HTTP_PORT", "DAPR_SIDECAR_IP")) {
            assertThat(reasonNotToStart(true, true, environment(variable, value))).as(variable).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "  ", "${not.there:}", "${not.there}" })
    void doesNotStartIfAnEndpointWithoutAValueWouldHideThatOfTheSidecar(String value) {
        assertThat(reasonNotToStart(true, true, properties("quarkus.dapr-invoke.endpoint", value)))
                .hasValue("quarkus.dapr-invoke.endpoint is set");
        assertThat(reasonNotToStart(true, true, environment("QUARKUS_DAPR_INVOKE_ENDPOINT", value)))
                .hasValue("quarkus.dapr-invoke.endpoint is set");
    }

    @Test
    void onlyTheTestOfAContainerImageIsOne() {
        DevServicesSharedNetworkBuildItem anotherExtension = new DevServicesSharedNetworkBuildItem();
        assertThat(testsContainer(List.of())).isFalse();
        assertThat(testsContainer(List.of(anotherExtension))).isFalse();
        assertThat(testsContainer(List.of(anotherExtension, new DevServicesSharedNetworkBuildItem("io.quarkus.test.junit"))))
                .isTrue();
    }

    private static Config properties(String name, String value) {
        return config(new PropertiesConfigSource(Map.of(name, value), "test", 100));
    }

    private static Config environment(String name, String value) {
        return config(new EnvConfigSource(Map.of(name, value), 300));
    }

    private static Config config(ConfigSource source) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors().withSources(source).build();
    }
}
