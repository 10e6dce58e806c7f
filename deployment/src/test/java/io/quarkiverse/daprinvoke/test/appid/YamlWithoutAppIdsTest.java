package io.quarkiverse.daprinvoke.test.appid;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;

import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application with YAML does not start with an allow-list whose entries are all commented out.
 */
class YamlWithoutAppIdsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start(
            "quarkus.dapr-invoke.allowed-app-ids must not be empty, nor have an empty entry: list the app IDs that may be "
                    + "called, or remove it to allow any")
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-config-yaml", Version.getVersion())))
            .withApplicationRoot((JavaArchive jar) -> jar.addAsResource(new StringAsset("""
                    quarkus:
                      dapr-invoke:
                        allowed-app-ids:
                    #      - orders
                    """), "application.yaml"));

    @Inject
    @DaprInvoke(appId = "{app}", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
