package io.quarkiverse.daprinvoke.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

/**
 * The manifests that the build of this application has written.
 */
class ManifestsIT {

    private static List<String> lines(String yaml) {
        // Whether text is in quotes is up to the writer
        return yaml.replace("\"", "").lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    @Test
    void podsAskForASidecarAndHaveItsToken() throws IOException {
        String manifests = Files.readString(Path.of("target/kubernetes/kubernetes.yml"));
        String pods = manifests.substring(manifests.indexOf("  template:"));

        assertThat(lines(pods)).containsAll(lines(Files.readString(Path.of("src/test/resources/annotations.yaml"))))
                .contains("dapr.io/config: tracing", "dapr.io/sidecar-memory-limit: 256Mi",
                        "dapr.io/volume-mounts: data:/mnt/data", "dapr.io/api-token-secret: dapr-api-token")
                .containsSequence("- name: DAPR_API_TOKEN", "valueFrom:", "secretKeyRef:", "key: token",
                        "name: dapr-api-token");
    }
}
