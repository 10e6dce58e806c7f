package io.quarkiverse.daprinvoke.test.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.logging.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * Pods request a sidecar, which is configured with the name and port of the application.
 */
class AnnotationsTest {

    @RegisterExtension
    static final QuarkusProdModeTest APP = Manifests.app()
            .overrideConfigKey("quarkus.dapr-invoke.kubernetes.enabled", "true")
            .overrideConfigKey("quarkus.http.port", "8090")
            .overrideConfigKey("quarkus.kubernetes.deployment-target", "kubernetes,openshift,knative")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue());

    @ProdBuildResults
    ProdModeTestResults build;

    @ParameterizedTest
    @ValueSource(strings = { "kubernetes", "openshift" })
    void areThoseOfPods(String target) {
        assertThat(Manifests.ofPods(build, target)).containsExactlyInAnyOrderEntriesOf(
                Map.of("enabled", "true", "app-id", "shop", "app-port", "8090", "app-protocol", "http"));
    }

    @Test
    void areLeftOutForKnative() {
        assertThat(Manifests.text(build, "knative")).doesNotContain("dapr.io/");
        assertThat(build.getRetainedBuildLogRecords()).extracting(record -> record.getMessage())
                .anyMatch(message -> message.contains("manifests of Knative services are not annotated"));
    }
}
