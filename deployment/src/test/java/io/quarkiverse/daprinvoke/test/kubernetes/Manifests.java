package io.quarkiverse.daprinvoke.test.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.Yaml;

import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * An application that has the Kubernetes extension, and the manifests that its build writes.
 */
final class Manifests {

    private Manifests() {
    }

    static QuarkusProdModeTest app() {
        return new QuarkusProdModeTest()
                .withEmptyApplication()
                .setApplicationName("shop")
                .setApplicationVersion("1.0")
                .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-kubernetes", Version.getVersion()),
                        Dependency.of("io.quarkus", "quarkus-rest", Version.getVersion())));
    }

    /**
     * @param target the target of the manifests, such as {@code kubernetes}
     * @return Dapr's annotations on the pods of the application, without {@code dapr.io/}
     */
    static Map<String, String> ofPods(ProdModeTestResults build, String target) {
        Map<String, String> annotations = new TreeMap<>();
        for (Map<String, Object> resource : resources(build, target)) {
            Map<String, Object> template = child(child(resource, "spec"), "template");
            annotations.putAll(ofDapr(child(child(template, "metadata"), "annotations")));
        }
        return annotations;
    }

    /**
     * @return the manifests of a target as they were written
     */
    static String text(ProdModeTestResults build, String target) {
        try {
            return Files.readString(build.getBuildDir().resolve("kubernetes/" + target + ".yml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> ofDapr(Map<String, Object> annotations) {
        Map<String, String> found = new TreeMap<>();
        annotations.forEach((name, value) -> {
            if (name.startsWith("dapr.io/")) {
                found.put(name.substring("dapr.io/".length()), (String) value);
            }
        });
        return found;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> resources(ProdModeTestResults build, String target) {
        return StreamSupport.stream(new Yaml().loadAll(text(build, target)).spliterator(), false)
                .map(resource -> (Map<String, Object>) resource).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String name) {
        return (Map<String, Object>) parent.getOrDefault(name, Map.of());
    }
}
