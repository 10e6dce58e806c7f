package io.quarkiverse.daprinvoke.test.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * Pods get a sidecar only if the configuration asks for one.
 */
class NoAnnotationsTest {

    @RegisterExtension
    static final QuarkusProdModeTest APP = Manifests.app()
            .overrideConfigKey("quarkus.dapr-invoke.kubernetes.app-id", "shop");

    @ProdBuildResults
    ProdModeTestResults build;

    @Test
    void nothingOfDaprIsThere() {
        assertThat(Manifests.text(build, "kubernetes")).contains("kind: Deployment").doesNotContain("dapr.io/");
    }
}
