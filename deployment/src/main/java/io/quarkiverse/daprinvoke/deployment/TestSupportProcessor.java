package io.quarkiverse.daprinvoke.deployment;

import java.util.HashSet;
import java.util.Set;

import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.RemovedResourceBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.maven.dependency.ResolvedDependency;

/**
 * Keeps what is for tests out of the packaged application, where JUnit is missing.
 */
class TestSupportProcessor {

    private static final String ARTIFACT = "quarkus-dapr-invoke";
    private static final String GROUP = "io.quarkiverse.daprinvoke";
    private static final String PACKAGE = "io/quarkiverse/daprinvoke/test";

    @BuildStep(onlyIf = IsProduction.class)
    void remove(CurateOutcomeBuildItem application, BuildProducer<RemovedResourceBuildItem> removed) {
        for (ResolvedDependency dependency : application.getApplicationModel().getRuntimeDependencies()) {
            if (dependency.getArtifactId().equals(ARTIFACT) && dependency.getGroupId().equals(GROUP)) {
                Set<String> classes = new HashSet<>();
                dependency.getContentTree().walkIfContains(PACKAGE, visit -> {
                    String path = visit.getRelativePath("/");
                    if (path.endsWith(".class")) {
                        classes.add(path);
                    }
                });
                removed.produce(new RemovedResourceBuildItem(dependency.getKey(), classes));
            }
        }
    }
}
