package io.quarkiverse.daprinvoke.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.kubernetes.spi.KubernetesPortBuildItem;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;

class DaprAnnotationsTest {

    private static final String APP_ID_RULE = "on Kubernetes an app ID is 1 to 58 lower-case letters, digits and hyphens, "
            + "and begins with a letter";

    private static final List<KubernetesPortBuildItem> PORTS = List.of(new KubernetesPortBuildItem(9000, "management"),
            new KubernetesPortBuildItem(8080, "http"), new KubernetesPortBuildItem(8443, "https"));

    @ParameterizedTest
    @ValueSource(strings = { "a", "a1", "a-b", "a-", "a123456789012345678901234567890123456789012345678901234567" })
    void appIdThatKubernetesTakes(String appId) {
        assertThat(annotations(Map.of("app-id", appId), "Own", PORTS)).containsEntry("dapr.io/app-id", appId);
        assertThat(annotations(Map.of(), appId, PORTS)).containsEntry("dapr.io/app-id", appId);
    }

    @ParameterizedTest
    @ValueSource(strings = { "-a", "1a", "Shop", "a.b", "a_b", "a b", "\u00e9",
            "a1234567890123456789012345678901234567890123456789012345678" })
    void appIdThatKubernetesDoesNotTake(String appId) {
        assertThatThrownBy(() -> annotations(Map.of("app-id", appId), "own", PORTS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("quarkus.dapr-invoke.kubernetes.app-id is invalid: " + APP_ID_RULE);
        assertThatThrownBy(() -> annotations(Map.of(), appId, PORTS)).isInstanceOf(ConfigurationException.class)
                .hasMessage("The name of the application cannot be its app ID: " + APP_ID_RULE
                        + ". Set quarkus.dapr-invoke.kubernetes.app-id");
    }

    @ParameterizedTest
    @CsvSource({ "http,8080", "h2c,8080", "https,8443", "grpc,8080", "grpcs,8443" })
    void portOfTheProtocol(String protocol, String port) {
        assertThat(annotations(Map.of("app-protocol", protocol), "own", PORTS)).containsEntry("dapr.io/app-port", port)
                .containsEntry("dapr.io/app-protocol", protocol);
    }

    @ParameterizedTest
    @ValueSource(strings = { "grpc", "grpcs" })
    void portOfAGrpcServerOfItsOwn(String protocol) {
        assertThat(annotations(Map.of("app-protocol", protocol), "own", List.of(PORTS.get(1), PORTS.get(2),
                new KubernetesPortBuildItem(9000, "grpc-server")))).containsEntry("dapr.io/app-port", "9000");
    }

    @Test
    void noPortWhereThereIsNone() {
        assertThat(annotations(Map.of(), "own", List.of())).doesNotContainKey("dapr.io/app-port");
        assertThat(annotations(Map.of(), "own", List.of(new KubernetesPortBuildItem(0, "http"))))
                .doesNotContainKey("dapr.io/app-port");
        assertThat(annotations(Map.of("app-port", "0"), "own", PORTS)).doesNotContainKey("dapr.io/app-port");
        assertThat(annotations(Map.of("app-port", "65535"), "own", PORTS)).containsEntry("dapr.io/app-port", "65535");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "app-port|-1|app-port must be a port from 1 to 65535, or 0 for none",
            "app-port|65536|app-port must be a port from 1 to 65535, or 0 for none",
            "env.A|1,B=2|env must not contain values with commas, because Dapr separates variables by commas",
            "annotations.app-id|a|annotations must not name an annotation that has a separate property: set "
                    + "quarkus.dapr-invoke.kubernetes.app-id instead",
            "annotations.log-level|info|annotations must not name an annotation that has a separate property: set "
                    + "quarkus.dapr-invoke.kubernetes.log-level instead",
            "annotations.\"dapr.io/other\"|1|annotations must name Dapr annotations only, without the prefix dapr.io/" })
    void whatIsRefused(String key, String value, String message) {
        assertThatThrownBy(() -> annotations(Map.of(key, value), "own", PORTS)).isInstanceOf(ConfigurationException.class)
                .hasMessage("quarkus.dapr-invoke.kubernetes." + message);
    }

    private static Map<String, String> annotations(Map<String, String> config, String ownAppId,
            List<KubernetesPortBuildItem> ports) {
        Map<String, String> properties = config.entrySet().stream().collect(
                Collectors.toMap(entry -> DaprInvokeKubernetesConfig.PREFIX + "." + entry.getKey(), Map.Entry::getValue));
        return DaprAnnotations.of(new SmallRyeConfigBuilder().withMapping(DaprInvokeKubernetesConfig.class)
                .withDefaultValues(properties).build().getConfigMapping(DaprInvokeKubernetesConfig.class), ownAppId, ports);
    }
}
