package io.quarkiverse.daprinvoke.deployment.emitter;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.RemovedResourceBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.maven.dependency.ResolvedDependency;

/**
 * Excludes the classes for tests and for dev mode from the packaged application, because JUnit and the Dev UI are missing
 * there.
 */
class DevelopmentClassesProcessor {

    private static final String ARTIFACT = "quarkus-dapr-invoke";
    private static final String GROUP = "io.quarkiverse.daprinvoke";
    private static final List<String> PACKAGES = List.of("io/quarkiverse/daprinvoke/test",
            "io/quarkiverse/daprinvoke/runtime/dev");

    @BuildStep(onlyIf = IsProduction.class)
    void remove(CurateOutcomeBuildItem application, BuildProducer<RemovedResourceBuildItem> removed) {
        for (ResolvedDependency dependency : application.getApplicationModel().getRuntimeDependencies()) {
            if (dependency.getArtifactId().equals(ARTIFACT) && dependency.getGroupId().equals(GROUP)) {
                Set<String> classes = new HashSet<>();
                for (String packageFolder : PACKAGES) {
                    dependency.getContentTree().walkIfContains(packageFolder, visit -> {
                        String path = visit.getRelativePath("/");
                        if (path.endsWith(".class")) {
                            classes.add(path);
                        }
                    });
                }
                removed.produce(new RemovedResourceBuildItem(dependency.getKey(), classes));
            }
        }
    }
}
